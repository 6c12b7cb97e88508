package org.hamail.operator.doctor.nagios;

import java.util.ArrayList;
import java.util.List;

/** The words of a command line as a shell would see them: quotes group, and nothing is expanded. */
final class ShellWords {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isOpen;

    private ShellWords() {}

    static List<String> of(String line) {
        var reader = new ShellWords();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                reader.end();
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                reader.isOpen = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                boolean isEscape = c == '\\' && quote != '\'' && i + 1 < line.length();
                reader.add(isEscape ? line.charAt(++i) : c);
            }
        }
        reader.end();
        return reader.words;
    }

    private void add(char c) {
        word.append(c);
        isOpen = true;
    }

    private void end() {
        if (isOpen) {
            words.add(word.toString());
        }
        word.setLength(0);
        isOpen = false;
    }
}
