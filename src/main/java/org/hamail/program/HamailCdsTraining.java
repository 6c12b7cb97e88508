package org.hamail.program;

import java.io.IOException;
import java.util.List;
import org.hamail.cli.Program.Console;

/** Does once what {@code hamail} does, see {@link CheckMailProtocolCdsTraining}. */
public final class HamailCdsTraining {
    private HamailCdsTraining() {}

    public static void main(String[] words) throws IOException {
        CdsTraining.of(Hamail.class);
        try (var site = new TrainingSite()) {
            for (String verb : List.of("status", "history", "verify")) {
                new Hamail().run(List.of(verb, "--config=" + site.config()), Console.ofProcess());
            }
        }
    }
}
