package org.hamail.process.sockets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The processor time that the processes which listen at a port have used; those of other users can often not be read. */
final class ListenerTime {
    /** USER_HZ, the same on every architecture that Java 17 runs on. */
    private static final double TICKS = 100;

    /** Positions of utime and stime behind the command's parenthesis, which may hold blanks. Source: proc_pid_stat(5). */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private final Map<Path, Long> before;

    private ListenerTime(Map<Path, Long> before) {
        this.before = before;
    }

    /** The time until now, to be compared with a later one. */
    static ListenerTime now(Path proc, int port) {
        return new ListenerTime(listeners(proc, port).stream()
                .collect(Collectors.toMap(process -> process, process -> ticks(process), (one, same) -> one)));
    }

    /** Empty where none of them can be read. */
    Optional<String> fact() {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        long ticks = before.entrySet().stream()
                .mapToLong(entry -> Math.max(0, ticks(entry.getKey()) - entry.getValue())) // one that is gone has none
                .sum();
        int count = before.size();
        return Optional.of(String.format(
                Locale.ROOT, "CPU time of the listening processes (%d) meanwhile: %.2f s", count, ticks / TICKS));
    }

    private static List<Path> listeners(Path proc, int port) {
        try {
            Set<Long> inodes = new SocketTable(proc)
                    .atPorts(found -> found == port).stream()
                            .filter(SocketRow::isListening)
                            .map(SocketRow::inode)
                            .collect(Collectors.toCollection(HashSet::new));
            return owners(proc, inodes);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
    }

    private static List<Path> owners(Path proc, Set<Long> inodes) throws IOException {
        var owners = new ArrayList<Path>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (!Collections.disjoint(inodes, SocketOwners.inodes(process.resolve("fd")))) {
                    owners.add(process);
                }
            }
        }
        return owners;
    }

    private static long ticks(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" +");
            return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
        } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
            return 0;
        }
    }
}
