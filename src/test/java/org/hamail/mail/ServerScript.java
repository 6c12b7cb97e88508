package org.hamail.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case in a file: {@code $} the words of the check, {@code >} the lines that it must print, and the server's part.
 *
 * @param steps the lines of the server's part: {@code S:}, {@code C:} and {@code @}
 */
record ServerScript(Path file, List<String> words, List<String> expected, List<String> steps) {
    static ServerScript read(Path file) {
        var words = new ArrayList<String>();
        var expected = new ArrayList<String>();
        var steps = new ArrayList<String>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("$ ")) {
                    words.addAll(List.of(line.substring(2).split(" ")));
                } else if (line.startsWith("> ")) {
                    expected.add(line.substring(2));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    steps.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServerScript(file, words, expected, steps);
    }

    /** Writes {@code printed} in the place of what was expected. */
    void record(List<String> printed) throws IOException {
        var lines = new ArrayList<String>();
        boolean written = false;
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("> ")) {
                lines.add(line);
            }
            if (line.startsWith("$ ") && !written) {
                printed.forEach(text -> lines.add("> " + text));
                written = true;
            }
        }
        Files.write(file, lines);
    }

    /** The file's name, for people. */
    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
