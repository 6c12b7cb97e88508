package org.hamail.operator.display;

import org.hamail.cli.Program.Console;

/** Colours for a terminal; none anywhere else, and none where {@code NO_COLOR} is set (no-color.org). */
public final class Colours {
    private static final String END = "\033[0m";

    private final boolean shown;

    private Colours(boolean shown) {
        this.shown = shown;
    }

    /** As {@code console} can and wants them. */
    public static Colours of(Console console) {
        return new Colours(console.terminal()
                && console.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !console.environment().getOrDefault("TERM", "").equals("dumb"));
    }

    /** What a colour says. */
    public enum Tone {
        NONE(""),
        WELL("\033[32m"),
        WARNING("\033[33m"),
        TROUBLE("\033[1;31m"),
        HEADING("\033[1m");

        private final String begin;

        Tone(String begin) {
            this.begin = begin;
        }
    }

    public String paint(Tone tone, String text) {
        return !shown || tone == Tone.NONE || text.isEmpty() ? text : tone.begin + text + END;
    }
}
