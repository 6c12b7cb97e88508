package org.hamail.recovery.core;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hamail.net.NetworkException;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** Reads an answer in HTTP/1.1 (RFC 9112), bounded in bytes. */
final class HttpAnswerReader {
    private static final int HEAD_LIMIT = 1 << 16;
    private static final int BODY_LIMIT = 1 << 25;

    private final InputStream in;
    private int head;
    private long length = -1;
    private boolean chunked;

    HttpAnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 14);
    }

    /** Status and whole body. */
    HttpCall.HttpAnswer answer() throws IOException, CannotRead {
        int status = statusAndHeaders();
        while (status < 200) { // interim answers
            status = statusAndHeaders();
        }
        var body = new ByteArrayOutputStream();
        if (chunked) {
            readChunks(body);
        } else {
            read(body, length < 0 ? Long.MAX_VALUE : length);
            if (length >= 0 && body.size() < length) {
                throw brokenOff();
            }
        }
        return new HttpCall.HttpAnswer(status, body.toString(StandardCharsets.UTF_8));
    }

    private int statusAndHeaders() throws IOException, CannotRead {
        String line = line();
        if (!line.matches("HTTP/1\\.[0-9] [1-5][0-9][0-9]( .*)?")) {
            throw new CannotRead("does not answer in HTTP");
        }
        for (String header = line(); !header.isEmpty(); header = line()) {
            String plain = header.toLowerCase(Locale.ROOT).replace(" ", "");
            if (plain.matches("content-length:[0-9]{1,15}")) {
                length = Long.parseLong(plain.substring("content-length:".length()));
            }
            chunked |= plain.startsWith("transfer-encoding:") && plain.endsWith("chunked");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException, CannotRead {
        while (true) {
            head = 0;
            String size = line().split(";", 2)[0].strip();
            if (!size.matches("0{0,20}[0-9a-fA-F]{1,7}")) {
                throw new CannotRead("does not answer in HTTP");
            }
            int bytes = Integer.parseInt(size, 16);
            if (bytes == 0) {
                return;
            }
            int before = body.size();
            read(body, bytes);
            if (body.size() - before < bytes) {
                throw brokenOff();
            }
            line();
        }
    }

    private void read(ByteArrayOutputStream body, long bytes) throws IOException, CannotRead {
        var buffer = new byte[1 << 14];
        for (long left = bytes; left > 0; ) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                return;
            }
            body.write(buffer, 0, count);
            left -= count;
            if (body.size() > BODY_LIMIT) {
                throw new CannotRead("answers with more than " + (BODY_LIMIT >> 20) + " MB");
            }
        }
    }

    private String line() throws IOException, CannotRead {
        var line = new StringBuilder(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw brokenOff();
            }
            if (++head > HEAD_LIMIT) {
                throw new CannotRead("does not answer in HTTP");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static NetworkException brokenOff() {
        return new NetworkException(NetworkException.Kind.CLOSED, "the answer broke off");
    }
}
