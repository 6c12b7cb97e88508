package org.hamail.recovery.core;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.hamail.recovery.core.MonitoringCore.CannotRead;

/** Reads an answer in HTTP/1.1 (RFC 9112), bounded in bytes. */
final class HttpAnswerReader {
    private static final int HEAD_LIMIT = 1 << 16;

    private final InputStream in;
    private int head;
    private long length = -1;
    private boolean chunked;

    HttpAnswerReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 14);
    }

    /** What {@code reader} makes of it; the rest is read to its end, where a part may be missing. */
    <T> T answer(HttpCall.BodyReader<T> reader) throws IOException, CannotRead {
        int status = statusAndHeaders();
        while (status < 200) { // interim answers
            status = statusAndHeaders();
        }
        var body = new HttpAnswerBody(in, length, chunked);
        T answer = reader.read(status, body);
        body.finish();
        return answer;
    }

    private int statusAndHeaders() throws IOException, CannotRead {
        String line = line();
        if (!line.matches("HTTP/1\\.[0-9] [1-5][0-9][0-9]( .*)?")) {
            throw new CannotRead("does not answer in HTTP");
        }
        for (String header = line(); !header.isEmpty(); header = line()) {
            take(header.toLowerCase(Locale.ROOT).replace(" ", ""));
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private void take(String header) {
        if (header.matches("content-length:[0-9]{1,15}")) {
            length = Long.parseLong(header.substring("content-length:".length()));
        }
        chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
    }

    private String line() throws IOException, CannotRead {
        var line = new StringBuilder(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw HttpAnswerBody.brokenOff();
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
}
