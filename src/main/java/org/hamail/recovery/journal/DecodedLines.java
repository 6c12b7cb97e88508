package org.hamail.recovery.journal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lines that this process has decoded lately, by their bytes: a worker reads the same records again at each of its questions,
 * and what was proved of the same bytes once need not be proved again.
 */
final class DecodedLines {
    private static final int MOST = Integer.highestOneBit(Integer.getInteger("hamail.journal.decoded", 512));
    private static final int LONGEST = 8192;
    private static final AtomicReferenceArray<@Nullable DecodedLine> LINES = new AtomicReferenceArray<>(MOST);

    private DecodedLines() {}

    private static final class DecodedLine {
        private final byte[] bytes;
        private final RecordCodec.Line line;

        DecodedLine(byte[] bytes, RecordCodec.Line line) {
            this.bytes = bytes;
            this.line = line;
        }
    }

    static RecordCodec.@Nullable Line find(byte[] bytes) {
        DecodedLine known = LINES.get(place(bytes));
        return known != null && Arrays.equals(known.bytes, bytes) ? known.line : null;
    }

    /** The caller leaves {@code bytes} as they are from now on. */
    static void keep(byte[] bytes, RecordCodec.Line line) {
        if (bytes.length <= LONGEST) {
            LINES.set(place(bytes), new DecodedLine(bytes, line));
        }
    }

    /** By the bytes of the hash at the line's end, which differ wherever lines do. */
    private static int place(byte[] bytes) {
        int place = 0;
        for (int i = Math.max(0, bytes.length - 10); i < bytes.length - 2; i++) {
            int hex = bytes[i] <= '9' ? bytes[i] - '0' : bytes[i] - 'a' + 10;
            place = (place << 4) | (hex & 15);
        }
        return place & (MOST - 1);
    }
}
