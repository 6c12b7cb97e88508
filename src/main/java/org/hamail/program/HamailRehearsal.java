package org.hamail.program;

import java.io.IOException;
import java.util.List;

/** Does once what {@code hamail} does, see {@link CheckMailProtocolRehearsal}. */
public final class HamailRehearsal {
    private HamailRehearsal() {}

    public static void main(String[] words) throws IOException {
        Rehearsal.of(Hamail.class);
        try (var site = new RehearsalSite()) {
            for (String verb : List.of("status", "history", "verify")) {
                new Hamail().run(List.of(verb, "--config=" + site.config()), Console.ofProcess());
            }
        }
    }
}
