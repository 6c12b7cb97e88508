package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a server, as a stream in which every line ends with CR LF and holds no control bytes. It hands out at most
 * one line a read, so that a buffered reader above it never swallows what comes behind the line it asked for.
 */
public final class Lines extends InputStream {
    /** The most bytes of a line, its line end not counted. */
    public static final int LINE_LIMIT = 8192;
    /** The most bytes of a reply. */
    public static final int REPLY_LIMIT = 1 << 20;

    private static final int LITERALS_LIMIT = 1000;

    private final RawLines raw;
    private final LineRule rule;
    private byte[] ready = new byte[0];
    private int given;

    public Lines(Connection wire, LineRule rule) {
        this.raw = new RawLines(wire);
        this.rule = rule;
    }

    /** From here on the bytes of a new reply are counted. */
    public void beginReply() {
        raw.beginReply();
    }

    /** Whether the server has said something that nobody has read yet. */
    public boolean unread() throws IOException {
        return given < ready.length || raw.unread();
    }

    /** The next line that the rule lets pass. */
    public String next() throws IOException {
        while (true) {
            String line = rule.pass(whole());
            if (line != null) {
                return line;
            }
        }
    }

    /** Up to {@code most} further bytes as they are, for bodies; the end of the stream is -1. */
    public int readRaw(byte[] target, int most) throws IOException {
        return raw.readRaw(target, most);
    }

    private String whole() throws IOException {
        String line = raw.line();
        for (int i = 0; i < LITERALS_LIMIT; i++) {
            long literal = rule.literalBehind(line);
            if (literal < 0) {
                return line;
            }
            raw.skip(literal, rule);
            line = line.substring(0, line.lastIndexOf('{')) + raw.line();
        }
        throw RawLines.beyond("a line with too many literals");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (given == ready.length) {
            ready = (next() + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            given = 0;
        }
        int count = Math.min(length, ready.length - given);
        System.arraycopy(ready, given, target, offset, count);
        given += count;
        return count;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Nothing beyond the line that was asked for. */
    @Override
    public int available() {
        return ready.length - given;
    }

    /** Reads lines off the wire and counts their bytes. */
    private static final class RawLines {
        private final Connection wire;
        private final byte[] buffer = new byte[2048];
        private int position;
        private int end;
        private long replyBytes;

        RawLines(Connection wire) {
            this.wire = wire;
        }

        void beginReply() {
            replyBytes = 0;
        }

        boolean unread() throws IOException {
            return position < end || wire.waiting() > 0;
        }

        String line() throws IOException {
            var line = new StringBuilder(80);
            for (int count = 0; ; count++) {
                int b = next();
                if (b == '\n') {
                    return line.toString();
                }
                if (count > LINE_LIMIT || (count == LINE_LIMIT && b != '\r')) {
                    throw beyond("a line of more than " + LINE_LIMIT + " bytes");
                }
                if (b == '\t') {
                    line.append(' ');
                } else if (b >= ' ' && b != 0x7f) {
                    line.append((char) b);
                }
            }
        }

        void skip(long bytes, LineRule rule) throws IOException {
            if (replyBytes + bytes > REPLY_LIMIT) {
                throw beyond("a literal that makes a reply of more than " + REPLY_LIMIT + " bytes");
            }
            for (long i = 0; i < bytes; i++) {
                rule.inLiteral(next());
            }
        }

        int readRaw(byte[] target, int most) throws IOException {
            if (position == end && !fill()) {
                return -1;
            }
            int count = Math.min(most, end - position);
            System.arraycopy(buffer, position, target, 0, count);
            position += count;
            return count;
        }

        private int next() throws IOException {
            if (++replyBytes > REPLY_LIMIT) {
                throw beyond("a reply of more than " + REPLY_LIMIT + " bytes");
            }
            if (position == end && !fill()) {
                throw new NetworkException(NetworkException.Kind.CLOSED, "the server ended the connection");
            }
            return buffer[position++] & 0xff;
        }

        private boolean fill() throws IOException {
            position = 0;
            end = Math.max(0, wire.input().read(buffer, 0, buffer.length));
            return end > 0;
        }

        static NetworkException beyond(@Nullable String what) {
            return new NetworkException(NetworkException.Kind.LIMIT, "the server sent " + what);
        }
    }

    /** What a protocol says about each line that comes in, before anybody acts on it. */
    public interface LineRule {
        /**
         * Looks at a line, without its line end and without control bytes, one character for each byte.
         *
         * @return the line as the reader is to see it, or null when it has been dealt with
         * @throws IOException when such a line cannot stand here; it goes to the reader as it is
         */
        @Nullable
        String pass(String line) throws IOException;

        /** How many raw bytes follow behind {@code line} before it goes on; negative where it is complete. */
        default long literalBehind(String line) {
            return -1;
        }

        /** Looks at a byte of a literal, which is no part of a line. */
        default void inLiteral(int oneByte) {}
    }
}
