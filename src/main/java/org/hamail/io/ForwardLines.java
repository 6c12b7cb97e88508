package org.hamail.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The complete lines of a file from the first to the last, of which no more is held than the line that is read. */
public final class ForwardLines {
    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST = 4 * 1024 * 1024;

    private final FileChannel file;
    private byte[] block = new byte[BLOCK];
    private int start;
    private int end;
    private long position;
    private long line;

    public ForwardLines(FileChannel file) {
        this.file = file;
    }

    /** The next line, without its line end; null at the end, and for what stands behind the last line end. */
    public byte @Nullable [] next() throws IOException {
        int at = start;
        while (true) {
            for (; at < end; at++) {
                if (block[at] == '\n') {
                    byte[] found = Arrays.copyOfRange(block, start, at);
                    start = at + 1;
                    line++;
                    return found;
                }
            }
            at -= start;
            if (!readOn()) {
                return null;
            }
        }
    }

    /** The number of the line that was read last, from 1. */
    public long line() {
        return line;
    }

    /** Reads more behind what is left of the block, which then begins with the line that is looked for. */
    private boolean readOn() throws IOException {
        int left = end - start;
        if (left > LONGEST) {
            throw new IOException("a line is longer than " + LONGEST + " bytes");
        }
        byte[] larger = left > block.length / 2 ? new byte[block.length * 2] : block;
        System.arraycopy(block, start, larger, 0, left);
        block = larger;
        start = 0;
        end = left;
        int read = file.read(ByteBuffer.wrap(block, end, block.length - end), position);
        if (read <= 0) {
            return false;
        }
        position += read;
        end += read;
        return true;
    }
}
