package org.hamail.program;

import java.io.IOException;
import java.util.List;

/** Does once what {@code check_mail_ha} does, see {@link CheckMailProtocolRehearsal}. */
public final class CheckMailHaRehearsal {
    private CheckMailHaRehearsal() {}

    public static void main(String[] words) throws IOException {
        Rehearsal.of(CheckMailHa.class);
        try (var site = new RehearsalSite()) {
            new CheckProgram(new HaCommand()).run(List.of("--config=" + site.config()), Console.ofProcess());
        }
    }
}
