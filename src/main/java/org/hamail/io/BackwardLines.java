package org.hamail.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The complete lines of a file from the last to the first, read in blocks, so that a long file costs only what is used of it. */
public final class BackwardLines {
    /** The first block: mostly the last line is all that is wanted. Each further one is larger, up to {@link #LARGEST}. */
    private static final int FIRST = 4 * 1024;

    private static final int LARGEST = 64 * 1024;

    private final FileChannel file;
    private long blockStart;
    private byte[] block = new byte[0];
    private int end;
    private int next = FIRST;

    /** Lines before the byte {@code end}, which is the place behind a line end. */
    public BackwardLines(FileChannel file, long end) {
        this.file = file;
        this.blockStart = end;
    }

    /** The next line towards the beginning, without its line end; null when there is none. */
    public byte @Nullable [] previous() throws IOException {
        if (end == 0 && blockStart == 0) {
            return null;
        }
        int start = readToStartOfLine();
        byte[] line = Arrays.copyOfRange(block, start, end - 1);
        end = start;
        return line;
    }

    private int readToStartOfLine() throws IOException {
        int start = startOfLine();
        while (start < 0 && blockStart > 0) {
            readBlockBefore();
            start = startOfLine();
        }
        return Math.max(start, 0);
    }

    /** Where the line begins that was read last, in bytes from the beginning of the file. */
    public long position() {
        return blockStart + end;
    }

    /** Where the line begins that ends with the line end at {@code end - 1}; -1 when that is not in the block. */
    private int startOfLine() {
        for (int i = end - 2; i >= 0; i--) {
            if (block[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private void readBlockBefore() throws IOException {
        FileBytes.requireLine(end);
        int size = (int) Math.min(next, blockStart);
        next = Math.min(LARGEST, next * 4);
        ByteBuffer buffer = ByteBuffer.allocate(size + end).limit(size);
        blockStart -= size;
        FileBytes.read(file, blockStart, buffer);
        buffer.limit(size + end).put(block, 0, end);
        block = buffer.array();
        end += size;
    }
}
