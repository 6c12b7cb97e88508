package org.hamail.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The complete lines of a file from the first to the last, of which no more is held than the line that is read. */
public final class ForwardLines {
    private static final int BLOCK = 64 * 1024;

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
        do {
            for (; at < end; at++) {
                if (block[at] == '\n') {
                    return take(at);
                }
            }
            at -= start;
        } while (readOn());
        return null;
    }

    private byte[] take(int lineEnd) {
        byte[] found = Arrays.copyOfRange(block, start, lineEnd);
        start = lineEnd + 1;
        line++;
        return found;
    }

    /** The number of the line that was read last, from 1. */
    public long line() {
        return line;
    }

    /** Reads more behind what is left of the block, which then begins with the line that is looked for. */
    private boolean readOn() throws IOException {
        moveToFront();
        int read = Math.max(0, file.read(ByteBuffer.wrap(block, end, block.length - end), position));
        position += read;
        end += read;
        return read > 0;
    }

    private void moveToFront() throws IOException {
        int left = end - start;
        FileBytes.requireLine(left);
        byte[] larger = left > block.length / 2 ? new byte[block.length * 2] : block;
        System.arraycopy(block, start, larger, 0, left);
        block = larger;
        start = 0;
        end = left;
    }
}
