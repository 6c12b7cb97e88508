package org.hamail.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whole pieces of a file, wherever they stand. */
public final class FileBytes {
    private FileBytes() {}

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
