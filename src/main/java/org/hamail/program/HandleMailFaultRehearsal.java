package org.hamail.program;

import java.io.IOException;
import java.util.List;

/** Does once what {@code handle_mail_fault} does, see {@link CheckMailProtocolRehearsal}. */
public final class HandleMailFaultRehearsal {
    private HandleMailFaultRehearsal() {}

    public static void main(String[] words) throws IOException {
        Rehearsal.of(HandleMailFault.class);
        try (var site = new RehearsalSite()) {
            var handler = new HandleMailFault((place, configuration) -> () -> {});
            for (String state : List.of("CRITICAL", "OK")) {
                handler.run(notification(state, site), Console.ofProcess());
            }
        }
    }

    private static List<String> notification(String state, RehearsalSite site) {
        return List.of(
                "--logical-host=mail1",
                "--daemon=imapd",
                "--check=protocol",
                "--observer=local",
                "--state=" + state,
                "--state-type=SOFT",
                "--attempt=1",
                "--output=IMAP " + state + " [timeout/greeting]: no greeting",
                "--host-state=UP",
                "--downtime=0",
                "--config=" + site.config());
    }
}
