package org.hamail.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whole pieces of a file, wherever they stand. */
public final class FileBytes {
    private static final int LONGEST_LINE = 4 * 1024 * 1024;

    private FileBytes() {}

    /** Refuses a line of which {@code length} bytes are too many. */
    static void requireLine(int length) throws IOException {
        if (length > LONGEST_LINE) {
            throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
        }
    }

    /** Fills {@code buffer} from its position to its limit with the bytes from {@code from} on. */
    public static void read(FileChannel file, long from, ByteBuffer buffer) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int count = file.read(buffer, at);
            if (count < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            at += count;
        }
    }
}
