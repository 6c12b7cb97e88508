package org.hamail.io;

import java.util.List;
import java.util.stream.Collectors;

/** Words as one line that a POSIX shell splits into the same words again. */
public final class ShellLine {
    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    private ShellLine() {}

    /** For a shell: every word in quotes. */
    static String of(List<String> words) {
        return words.stream().map(ShellLine::quoted).collect(Collectors.joining(" "));
    }

    /** To be read and typed: in quotes only what needs them. */
    public static String toType(List<String> words) {
        return words.stream()
                .map(word -> word.matches(PLAIN) ? word : quoted(word))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
