package org.hamail.mail.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hamail.mail.session.MailFault;
import org.hamail.net.Lines;

/** The body of an answer, as far as its first megabyte. */
final class HttpBody {
    static final int LIMIT = 1 << 20;

    private final Lines lines;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    HttpBody(Lines lines) {
        this.lines = lines;
    }

    void readChunks() throws IOException {
        while (body.size() <= LIMIT) {
            int bytes = chunk();
            if (bytes == 0) {
                return;
            }
            read(bytes);
            lines.next();
        }
    }

    private int chunk() throws IOException {
        String size = lines.next().split(";", 2)[0].strip();
        if (!size.matches("0{0,20}[0-9a-fA-F]{1,7}")) {
            throw MailFault.garbled("not a chunk in HTTP", size);
        }
        return Integer.parseInt(size, 16);
    }

    void read(long bytes) throws IOException {
        var buffer = new byte[4096];
        long left = Math.min(bytes, LIMIT + 1L - body.size());
        while (left > 0) {
            int count = lines.readRaw(buffer, (int) Math.min(left, buffer.length));
            if (count < 0) {
                return;
            }
            body.write(buffer, 0, count);
            left -= count;
        }
    }

    int size() {
        return body.size();
    }

    /** Its lines, one character for each byte. */
    String[] lines() {
        return body.toString(StandardCharsets.ISO_8859_1).split("\n", -1);
    }
}
