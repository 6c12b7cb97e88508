package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.hamail.io.FileBytes;
import org.hamail.io.StateFiles;

/** A last line without its line end: what a crash in the middle of a write leaves. */
final class TornLine {
    private static final int LONGEST = 4 * 1024 * 1024;

    private final FileChannel file;

    TornLine(FileChannel file) {
        this.file = file;
    }

    /** Ends a line that is whole but for its line end, and takes off one that is not, keeping its bytes in {@code aside}. */
    void repair(Path aside) throws IOException {
        long size = file.size();
        int length = length(size);
        if (length == 0) {
            return;
        }
        byte[] torn = read(size - length, length);
        if (isWhole(torn)) {
            file.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        } else {
            append(torn, aside);
            file.truncate(size - length);
        }
        file.force(true);
    }

    private static void append(byte[] torn, Path aside) throws IOException {
        try (FileChannel kept = StateFiles.open(aside, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            kept.write(ByteBuffer.wrap(torn));
        }
    }

    private static boolean isWhole(byte[] line) {
        try {
            RecordCodec.decode(line);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** How many bytes of a file of this size stand behind the last line end. */
    int length(long size) throws IOException {
        int block = (int) Math.min(size, 4096);
        while (true) {
            byte[] tail = read(size - block, block);
            for (int i = block - 1; i >= 0; i--) {
                if (tail[i] == '\n') {
                    return block - 1 - i;
                }
            }
            if (block == size) {
                return block;
            }
            if (block >= LONGEST) {
                throw new IOException("the last line is longer than " + LONGEST + " bytes");
            }
            block = (int) Math.min(size, block * 4L);
        }
    }

    private byte[] read(long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        FileBytes.read(file, from, buffer);
        return buffer.array();
    }
}
