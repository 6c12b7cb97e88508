package org.hamail.process.sockets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** The TCP sockets of the network namespace that this process is in, read from a folder like {@code /proc}. */
final class SocketTable {
    private final Path net;

    SocketTable(Path proc) {
        this.net = proc.resolve("net");
    }

    /** The rows whose local port is {@code wanted}. */
    List<SocketRow> atPorts(IntPredicate wanted) throws IOException {
        return rows(SocketRow::localPort, wanted);
    }

    /** The rows of those who are connected to {@code port}, on their own side. */
    List<SocketRow> clientsOf(int port) throws IOException {
        return rows(SocketRow::remotePort, found -> found == port);
    }

    private List<SocketRow> rows(ToIntFunction<String> port, IntPredicate wanted) throws IOException {
        var rows = new ArrayList<SocketRow>();
        read(net.resolve("tcp"), port, wanted, rows);
        try {
            read(net.resolve("tcp6"), port, wanted, rows);
        } catch (NoSuchFileException e) {
            return rows; // a kernel without IPv6
        }
        return rows;
    }

    private static void read(Path file, ToIntFunction<String> port, IntPredicate wanted, List<SocketRow> rows)
            throws IOException {
        try (var lines = new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1), 1 << 16)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (wanted.test(port.applyAsInt(line))) {
                    SocketRow.of(line).ifPresent(rows::add);
                }
            }
        }
    }
}
