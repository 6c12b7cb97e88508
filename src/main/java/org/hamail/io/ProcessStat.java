package org.hamail.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A process as its file stat of proc(5) shows it.
 *
 * @param name changes with every exec(2)
 */
record ProcessStat(ProcessId id, String name, String state, long parent, long session) {
    /** A process; its number may be used again, together with its start time it is unique. */
    record ProcessId(long pid, String start) {}

    /** All processes by their numbers; those that cannot be seen are missing. */
    static Map<Long, ProcessStat> table(Path proc) {
        var table = new HashMap<Long, ProcessStat>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                of(process).ifPresent(stat -> table.put(stat.id().pid(), stat));
            }
        } catch (IOException e) {
            return table;
        }
        return table;
    }

    static Optional<ProcessStat> of(Path process) {
        try {
            return Optional.of(parse(Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // it ended while we looked, or is hidden
        }
    }

    private static ProcessStat parse(String line) {
        int name = line.indexOf('(');
        int end = line.lastIndexOf(')');
        String[] fields = line.substring(end + 2).split(" ");
        var id = new ProcessId(Long.parseLong(line.substring(0, name - 1)), fields[19]);
        long parent = Long.parseLong(fields[1]);
        return new ProcessStat(id, line.substring(name + 1, end), fields[0], parent, Long.parseLong(fields[3]));
    }
}
