package org.hamail.recovery.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** The lines {@code <tab>KEY=VALUE} of one block, without a copy of those that nobody asks for. */
final class StatusFields {
    private final byte[] bytes;
    private final int begin;
    private final int end;

    StatusFields(byte[] bytes, int begin, int end) {
        this.bytes = bytes;
        this.begin = begin;
        this.end = end;
    }

    /**
     * The values of {@code keys}, in that order; "" for one that is not there.
     *
     * @throws CannotRead when a line is not of this form
     */
    String[] values(byte[][] keys) throws CannotRead {
        var values = new String[keys.length];
        Arrays.fill(values, "");
        long lengths = 0; // most lines are told apart by the length of their key
        for (byte[] key : keys) {
            lengths |= 1L << key.length;
        }
        for (int line = begin; line < end; ) {
            if (bytes[line] != '\t') {
                throw new CannotRead("is half-written: a block in it is not closed");
            }
            int lineEnd = find('\n', line + 1, end);
            int equals = find('=', line + 1, lineEnd);
            int length = equals - line - 1;
            if (equals < lineEnd && length < Long.SIZE && (lengths >>> length & 1) != 0) {
                int i = index(keys, line + 1, equals);
                if (i >= 0) {
                    values[i] = new String(bytes, equals + 1, lineEnd - equals - 1, StandardCharsets.UTF_8);
                }
            }
            line = lineEnd + 1;
        }
        return values;
    }

    private int index(byte[][] keys, int from, int to) {
        for (int i = 0; i < keys.length; i++) {
            if (Arrays.equals(bytes, from, to, keys[i], 0, keys[i].length)) {
                return i;
            }
        }
        return -1;
    }

    private int find(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return to;
    }
}
