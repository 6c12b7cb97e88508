package org.hamail.recovery.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.hamail.model.Placeholders;

/**
 * Finds commands of an engine that outlived the worker which started them. They are known by their words in the process
 * table, so that nothing needs to have been written down before the worker died. Only processes that root or our own user
 * started count: anybody can give a process such words.
 */
final class RunningCommands {
    private static final String ADVICE = "; hamail must see the processes of all users: mount /proc without hidepid,"
            + " or with gid= of a group that the user of hamail is in";

    private final Path proc;

    /** {@code proc} is a folder as in proc(5). */
    RunningCommands(Path proc) {
        this.proc = proc;
    }

    /**
     * Whether a process runs one of {@code templates} for this logical host, with or without an interpreter before it.
     *
     * @throws EngineUnavailable when there are processes that cannot be seen: one of them may be it
     */
    boolean any(List<List<String>> templates, Placeholders known) throws EngineUnavailable {
        List<List<Pattern>> patterns = templates.stream()
                .map(ProgramWords::of)
                .filter(words -> !words.isEmpty())
                .map(words -> patterns(words, known))
                .toList();
        if (!Files.exists(proc.resolve("1"))) {
            throw hidden("process 1 is not visible");
        }
        long self = startedBy(proc.resolve("self")).orElseThrow(() -> hidden("our own process is not visible"));
        return anyOf(patterns, self);
    }

    private boolean anyOf(List<List<Pattern>> patterns, long self) throws EngineUnavailable {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (isOne(process, self, patterns)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw hidden("cannot read " + proc);
        }
    }

    private static boolean isOne(Path process, long self, List<List<Pattern>> patterns) throws EngineUnavailable {
        OptionalLong user = startedBy(process);
        if (user.isEmpty() || (user.getAsLong() != 0 && user.getAsLong() != self)) {
            return false;
        }
        List<String> words = Arrays.asList(text(process, "cmdline").orElse("").split("\0"));
        return patterns.stream().anyMatch(pattern -> endsWith(words, pattern));
    }

    private static List<Pattern> patterns(List<String> words, Placeholders known) {
        var patterns = new ArrayList<Pattern>();
        for (String word : words) {
            String literal = pattern(word, known);
            boolean isSoughtInPath = patterns.isEmpty() && !word.contains("/"); // a script is run by its whole path
            patterns.add(Pattern.compile(isSoughtInPath ? "(?:.*/)?" + literal : literal, Pattern.DOTALL));
        }
        return patterns;
    }

    private static String pattern(String word, Placeholders known) {
        String filled = known.fill(word);
        String[] literal = filled.split("\\{(?:daemon|from|to)\\}", -1);
        return String.join(".+", Arrays.stream(literal).map(Pattern::quote).toList());
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

    /** The real user: that of sudo(8) is still who called it. Empty when the process has ended. */
    private static OptionalLong startedBy(Path process) throws EngineUnavailable {
        for (String line : text(process, "status").orElse("").split("\n")) {
            if (line.startsWith("Uid:")) {
                return OptionalLong.of(Long.parseLong(line.substring(4).strip().split("\\s+")[0]));
            }
        }
        return OptionalLong.empty();
    }

    /** Empty when the process ended while we looked. */
    private static Optional<String> text(Path process, String file) throws EngineUnavailable {
        try {
            return Optional.of(new String(Files.readAllBytes(process.resolve(file)), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (!Files.exists(process) || "No such process".equals(e.getMessage())) {
                return Optional.empty();
            }
            throw hidden("process " + process.getFileName() + " may not be looked at");
        }
    }

    private static EngineUnavailable hidden(String what) {
        return new EngineUnavailable("whether one of its commands still runs cannot be seen: " + what + ADVICE);
    }
}
