package org.hamail.recovery.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/**
 * The blocks of a status file, one after the other, in one pass and in bounded memory. A block begins with a line
 * of its name and an opening brace, and ends with a line that holds a tab and a closing brace.
 *
 * <p>Source: Nagios Core 4, {@code xdata/xsddefault.c}; Naemon writes the same.
 */
final class StatusBlocks {
    private static final int START_SIZE = 1 << 18;
    private static final int LONGEST_BLOCK = 1 << 22;
    private static final int END_LENGTH = 4; // line end, tab, brace, line end
    private static final byte[] OPENING = " {".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private byte[] buffer = new byte[START_SIZE];
    private int begin; // of the block
    private int body; // its first line behind the header, the line end before it included
    private int end; // of its last line, without the line end
    private int next; // where the next block may begin
    private int limit; // of what has been read

    StatusBlocks(InputStream in) {
        this.in = in;
    }

    /** Goes to the next block; false behind the last one. */
    boolean next() throws IOException, CannotRead {
        begin = next;
        if (!skipToHeader()) {
            return false;
        }
        body = lineEnd("its last block is not closed");
        if (body - begin <= OPENING.length
                || !Arrays.equals(buffer, body - OPENING.length, body, OPENING, 0, OPENING.length)) {
            throw new CannotRead("is not the status file of a monitoring core");
        }
        end = findEnd();
        next = Math.min(limit, end + END_LENGTH);
        return true;
    }

    /** Whether the block is of this kind, e.g. {@code servicestatus}. */
    boolean is(byte[] kind) {
        return Arrays.equals(buffer, begin, body - OPENING.length, kind, 0, kind.length);
    }

    /**
     * Whether the object has a custom variable; they stand last, so that the other lines need not be looked at.
     *
     * @param start of its line behind the tab, e.g. {@code _DAEMON=}
     */
    boolean hasCustomVariable(byte[] start) {
        int lineEnd = end;
        while (lineEnd > body) {
            int line = lineEnd - 1;
            while (buffer[line] != '\n') {
                line--;
            }
            int name = line + 2;
            if (name >= lineEnd || buffer[name] != '_') {
                return false;
            }
            if (name + start.length <= lineEnd
                    && Arrays.equals(buffer, name, name + start.length, start, 0, start.length)) {
                return true;
            }
            lineEnd = line;
        }
        return false;
    }

    /** The lines of the block. */
    StatusFields fields() {
        return new StatusFields(buffer, body + 1, end);
    }

    /** From {@code begin} over blank lines and comments to the first byte of something else. */
    private boolean skipToHeader() throws IOException, CannotRead {
        while (begin < limit || fill()) {
            byte first = buffer[begin];
            if (first == '#') {
                begin = lineEnd("it ends within a line");
            } else if (first != '\n') {
                return true;
            }
            begin++;
        }
        return false;
    }

    /** The line end behind {@code begin}. */
    private int lineEnd(String otherwise) throws IOException, CannotRead {
        for (int i = begin; ; i++) {
            int behind = i - begin;
            if (i == limit && !fill()) {
                throw new CannotRead("is half-written: " + otherwise);
            }
            i = begin + behind;
            if (buffer[i] == '\n') {
                return i;
            }
        }
    }

    /** The line end before the closing line. Looks at every fourth byte as long as none can belong to it. */
    private int findEnd() throws IOException, CannotRead {
        int last = body + END_LENGTH - 1;
        while (true) {
            byte[] bytes = buffer;
            int known = limit;
            while (last < known) {
                byte b = bytes[last];
                if (b >= ' ' && b != '}') {
                    last += END_LENGTH;
                } else if (b == '\n') {
                    if (bytes[last - 1] == '}' && bytes[last - 2] == '\t' && bytes[last - 3] == '\n') {
                        return last - 3;
                    }
                    last += 3;
                } else {
                    last += b == '}' ? 1 : b == '\t' ? 2 : END_LENGTH;
                }
            }
            int behind = last - begin;
            if (!fill()) {
                return endOfFile();
            }
            last = begin + behind;
        }
    }

    /** A closing line at the very end may lack its line end. */
    private int endOfFile() throws CannotRead {
        int close = limit - END_LENGTH + 1;
        if (close < body || buffer[close] != '\n' || buffer[close + 1] != '\t' || buffer[close + 2] != '}') {
            throw new CannotRead("is half-written: its last block is not closed");
        }
        return close;
    }

    /** Reads more, and keeps what begins at {@code begin}; false at the end of the file. */
    private boolean fill() throws IOException, CannotRead {
        moveToFront();
        makeRoom();
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count <= 0) {
            return false;
        }
        limit += count;
        return true;
    }

    private void moveToFront() {
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, limit - begin);
            body -= begin;
            limit -= begin;
            begin = 0;
        }
    }

    private void makeRoom() throws CannotRead {
        if (limit == buffer.length) {
            if (limit >= LONGEST_BLOCK) {
                throw new CannotRead("has a block of more than " + (LONGEST_BLOCK >> 20) + " MB");
            }
            buffer = Arrays.copyOf(buffer, limit * 2);
        }
    }
}
