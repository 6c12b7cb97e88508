package org.hamail.recovery.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hamail.net.Connection;
import org.hamail.net.Connection.TlsSettings;
import org.hamail.net.Family;
import org.hamail.net.NetworkException;
import org.hamail.net.Resolver;
import org.hamail.recovery.core.MonitoringCore.CannotRead;
import org.hamail.time.Deadline;

/** One request in HTTP/1.1 and its whole answer (RFC 9112) on a connection of its own, bounded in time and bytes. */
final class HttpCall {
    private HttpCall() {}

    /** Status and whole body, in UTF-8. */
    record HttpAnswer(int status, String body) {}

    /** Takes an answer while it comes, and holds no more of it than it needs. */
    @FunctionalInterface
    interface BodyReader<T> {
        T read(int status, HttpAnswerBody body) throws IOException, CannotRead;
    }

    /** Sends {@code body} to {@code url} by POST; a short answer, whole. */
    static HttpAnswer post(URI url, List<String> headers, String body, TlsSettings tls, Deadline deadline)
            throws IOException, CannotRead {
        return post(
                url,
                headers,
                body,
                tls,
                deadline,
                (status, answer) -> new HttpAnswer(status, new String(answer.readAllBytes(), StandardCharsets.UTF_8)));
    }

    /**
     * The same for an answer of any length.
     *
     * @param headers whole lines, without the line end
     * @throws NetworkException when there is no connection, or it ends early, or at the deadline
     * @throws HttpAnswerBody.Refused when the body is not in HTTP, or too large
     * @throws CannotRead when the head is not in HTTP
     */
    static <T> T post(
            URI url, List<String> headers, String body, TlsSettings tls, Deadline deadline, BodyReader<T> reader)
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
            return new HttpAnswerReader(wire.input()).answer(reader);
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
}
