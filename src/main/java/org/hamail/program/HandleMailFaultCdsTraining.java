package org.hamail.program;

import java.io.IOException;
import java.util.List;
import org.hamail.cli.Program.Console;

/** Does once what {@code handle_mail_fault} does, see {@link CheckMailProtocolCdsTraining}. */
public final class HandleMailFaultCdsTraining {
    private HandleMailFaultCdsTraining() {}

    public static void main(String[] words) throws IOException {
        CdsTraining.of(HandleMailFault.class);
        try (var site = new TrainingSite()) {
            var handler = new HandleMailFault((place, configuration) -> () -> {});
            for (String state : List.of("CRITICAL", "OK")) {
                handler.run(notification(state, site), Console.ofProcess());
            }
        }
    }

    private static List<String> notification(String state, TrainingSite site) {
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
