package org.hamail.recovery.core;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.hamail.net.Connection;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.recovery.core.MonitoringCore.CannotRead;
import org.hamail.time.Deadline;

/** One request in HTTP/1.1 and its whole answer (RFC 9112) on a connection of its own, bounded in time and bytes. */
final class HttpCall {
    private static final int HEAD_LIMIT = 1 << 16;
    private static final int BODY_LIMIT = 1 << 25;

    private final InputStream in;
    private int head;
    private long length = -1;
    private boolean chunked;

    private HttpCall(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 14);
    }

    /** Status and whole body, in UTF-8. */
    record HttpAnswer(int status, String body) {}

    /**
     * Sends {@code body} to {@code url} by POST.
     *
     * @param headers whole lines, without the line end
     * @throws NetworkException when there is no connection, or it ends early, or at the deadline
     * @throws CannotRead when the answer is not in HTTP, or too large
     */
    static HttpAnswer post(URI url, List<String> headers, String body, TlsSettings tls, Deadline deadline)
            throws IOException, CannotRead {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        String host = url.getHost().replaceAll("^\\[|]$", "");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        List<InetAddress> addresses = Resolver.system().resolve(host, Family.ANY, deadline);
        try (Connection wire = Connection.connect(addresses, port, deadline)) {
            if (secure) {
                wire.secure(host, tls);
            }
            wire.output().write(request(url, headers, body.getBytes(StandardCharsets.UTF_8)));
            wire.output().flush();
            return new HttpCall(wire.input()).answer();
        }
    }

    private static byte[] request(URI url, List<String> headers, byte[] body) throws IOException {
        var request = new ByteArrayOutputStream();
        String head = "POST " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: hamail\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
        request.write(head.getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        return request.toByteArray();
    }

    private HttpAnswer answer() throws IOException, CannotRead {
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
        return new HttpAnswer(status, body.toString(StandardCharsets.UTF_8));
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
