package org.hamail.process.sockets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** The TCP sockets of the network namespace that this process is in, read from a folder like {@code /proc}. */
final class SocketTable {
    private static final int BUFFER = 1 << 16;

    private final Path net;

    SocketTable(Path proc) {
        this.net = proc.resolve("net");
    }

    /** The rows whose local port is {@code wanted}. */
    List<SocketRow> atPorts(IntPredicate wanted) throws IOException {
        return rows(line -> wanted.test(line.localPort()));
    }

    /** The rows of those who are connected to a port that is {@code wanted}, on their own side. */
    List<SocketRow> clientsOf(IntPredicate wanted) throws IOException {
        return rows(line -> wanted.test(line.remotePort()));
    }

    private interface LineFilter {
        boolean wants(RowBytes line);
    }

    private List<SocketRow> rows(LineFilter filter) throws IOException {
        var rows = new ArrayList<SocketRow>();
        read(net.resolve("tcp"), filter, rows);
        try {
            read(net.resolve("tcp6"), filter, rows);
        } catch (NoSuchFileException e) {
            return rows; // a kernel without IPv6
        }
        return rows;
    }

    /** Most rows are other ports': only what is wanted is made an object of. */
    private static void read(Path file, LineFilter filter, List<SocketRow> rows) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no file"); // a pipe would be waited for
        }
        var buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int kept = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer, kept, BUFFER - kept)) {
                int used = lines(buffer, kept + count, filter, rows);
                kept = kept + count - used;
                if (kept == BUFFER) {
                    throw new IOException(file + " is no table: a line without an end");
                }
                System.arraycopy(buffer, used, buffer, 0, kept);
            }
            take(new RowBytes(buffer, 0, kept), filter, rows);
        }
    }

    /** How many of the bytes were whole lines. */
    private static int lines(byte[] buffer, int end, LineFilter filter, List<SocketRow> rows) {
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                take(new RowBytes(buffer, start, i), filter, rows);
                start = i + 1;
            }
        }
        return start;
    }

    private static void take(RowBytes line, LineFilter filter, List<SocketRow> rows) {
        if (filter.wants(line)) {
            line.row().ifPresent(rows::add);
        }
    }
}
