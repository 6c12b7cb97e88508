package org.hamail.recovery.core;

import java.io.IOException;
import java.io.InputStream;
import org.hamail.net.NetworkException;

/**
 * The body of an answer in HTTP/1.1 (RFC 9112, sections 6 and 7), bounded in all, and in each part of it: whoever reads holds one
 * part at a time, and may have no more than 32 MB of memory.
 */
final class HttpAnswerBody extends InputStream {
    private static final int LIMIT = 1 << 25;
    private static final int PART_LIMIT = 1 << 20;
    private static final int LINE_LIMIT = 1 << 12;

    private final InputStream in;
    private final boolean chunked;
    private final boolean endsWithConnection;
    private long left;
    private boolean begun;
    private boolean ended;
    private long all;
    private long part;

    /** {@code length} of the body, negative where it ends with the connection. */
    HttpAnswerBody(InputStream in, long length, boolean chunked) {
        this.in = in;
        this.chunked = chunked;
        this.endsWithConnection = !chunked && length < 0;
        this.left = chunked ? 0 : endsWithConnection ? Long.MAX_VALUE : length;
        this.ended = left == 0 && !chunked;
    }

    /** An answer that is read no further; the message goes on behind the name of who answers. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /** What comes from now on is another part. */
    void nextPart() {
        part = 0;
    }

    /** Reads to the end. */
    void finish() throws IOException {
        var buffer = new byte[1 << 12];
        while (read(buffer, 0, buffer.length) >= 0) {
            nextPart();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        if (chunked && left == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int read = in.read(buffer, from, (int) Math.min(left, count));
        if (read < 0 && !endsWithConnection) {
            throw brokenOff();
        }
        left -= Math.max(0, read);
        ended = read < 0 || (!chunked && left == 0);
        bound(Math.max(0, read));
        return read;
    }

    private void bound(int read) throws Refused {
        all += read;
        part += read;
        if (all > LIMIT) {
            throw new Refused("answers with more than " + (LIMIT >> 20) + " MB");
        }
        if (part > PART_LIMIT) {
            throw new Refused("answers with more than " + (PART_LIMIT >> 20) + " MB that show no service");
        }
    }

    private void beginChunk() throws IOException {
        if (begun) {
            line();
        }
        begun = true;
        String size = line().split(";", 2)[0].strip();
        if (!size.matches("0{0,20}[0-9a-fA-F]{1,7}")) {
            throw new Refused("does not answer in HTTP");
        }
        left = Integer.parseInt(size, 16);
        ended = left == 0;
    }

    private String line() throws IOException {
        var line = new StringBuilder(16);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw brokenOff();
            }
            if (line.length() > LINE_LIMIT) {
                throw new Refused("does not answer in HTTP");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    static NetworkException brokenOff() {
        return new NetworkException(NetworkException.Kind.CLOSED, "the answer ended early");
    }
}
