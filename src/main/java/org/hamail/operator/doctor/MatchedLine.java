package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A line of a file in which a pattern was found. What is not here, or not to be seen by this user, has none: then nothing can
 * be said of it.
 *
 * @param place {@code FILE:LINE}
 */
record MatchedLine(String place, MatchResult match) {
    /** Those of {@code file}, in its order. */
    static List<MatchedLine> of(Path file, Pattern pattern) {
        var found = new ArrayList<MatchedLine>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = pattern.matcher(lines.get(i));
            if (matcher.find()) {
                found.add(new MatchedLine(file + ":" + (i + 1), matcher.toMatchResult()));
            }
        }
        return found;
    }

    /** The files of {@code folder}, by name. */
    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }

    String group(int group) {
        return match.group(group);
    }
}
