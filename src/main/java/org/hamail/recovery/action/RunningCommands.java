package org.hamail.recovery.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds commands of an engine that outlived the worker which started them. They are known by their words in the process
 * table, so that nothing needs to have been written down before the worker died.
 */
final class RunningCommands {
    private static final Path PROC = Path.of("/proc");

    private RunningCommands() {}

    /** Whether a process runs one of {@code templates} for {@code logicalHost}, with or without an interpreter before it. */
    static boolean any(List<List<String>> templates, String logicalHost) {
        var patterns = new ArrayList<List<Pattern>>();
        for (List<String> template : templates) {
            if (!template.isEmpty()) {
                patterns.add(template.stream()
                        .map(word -> pattern(word, logicalHost))
                        .toList());
            }
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                List<String> words = words(process);
                if (patterns.stream().anyMatch(pattern -> endsWith(words, pattern))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROC, e);
        }
    }

    private static Pattern pattern(String word, String logicalHost) {
        String filled = word.replace("{logical_host}", logicalHost);
        String[] literal = filled.split("\\{(?:daemon|from|to)\\}", -1);
        return Pattern.compile(
                String.join(".+", Arrays.stream(literal).map(Pattern::quote).toList()), Pattern.DOTALL);
    }

    private static boolean endsWith(List<String> words, List<Pattern> patterns) {
        int offset = words.size() - patterns.size();
        if (offset < 0) {
            return false;
        }
        for (int i = 0; i < patterns.size(); i++) {
            if (!patterns.get(i).matcher(words.get(offset + i)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(Path process) throws IOException {
        try {
            String text = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            String utf8 = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            return Arrays.asList(utf8.split("\0"));
        } catch (NoSuchFileException e) {
            return List.of(); // it ended while we looked
        } catch (IOException e) {
            if ("No such process".equals(e.getMessage())) {
                return List.of();
            }
            throw e;
        }
    }
}
