package org.hamail.program;

import java.util.Locale;

/** What every rehearsal begins with, because a start does: java looks for {@code main}, and {@link org.hamail.cli.Program} sets the locale. */
final class CdsTraining {
    private CdsTraining() {}

    /** A main class that is not in the archive makes java open the jar for it, which costs as much as all the rest. */
    static void of(Class<?> program) {
        try {
            program.getMethod("main", String[].class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("no program: " + program, e);
        }
        Locale.setDefault(Locale.ROOT);
    }
}
