package org.hamail.program;

import java.io.IOException;
import java.util.List;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.HaCommand;
import org.hamail.cli.Program.Console;

/** Does once what {@code check_mail_ha} does, see {@link CheckMailProtocolCdsTraining}. */
public final class CheckMailHaCdsTraining {
    private CheckMailHaCdsTraining() {}

    public static void main(String[] words) throws IOException {
        CdsTraining.of(CheckMailHa.class);
        try (var site = new TrainingSite()) {
            new CheckProgram(new HaCommand()).run(List.of("--config=" + site.config()), Console.ofProcess());
        }
    }
}
