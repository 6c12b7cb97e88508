package org.hamail.mail.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.MailTarget;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.net.HostName;
import org.hamail.net.Lines;
import org.hamail.net.Lines.LineRule;
import org.hamail.net.NetworkException;
import org.hamail.plugin.Cause;

/** One request for {@code /} in HTTP/1.1, RFC 9112, and its answer. */
public final class HttpExchange implements LineRule {
    private final Connection connection;
    private final SessionLog log;
    private final Lines lines;
    private long length = Long.MAX_VALUE;
    private boolean chunked;

    public HttpExchange(Connection connection, SessionLog log) {
        this.connection = connection;
        this.log = log;
        this.lines = new Lines(connection, this);
    }

    @Override
    public String pass(String line) {
        log.server(line);
        return line;
    }

    /** Asks {@code target}; the status line of the answer. */
    public String ask(MailTarget target) throws IOException {
        say("GET / HTTP/1.1", "Host: " + authority(target), "User-Agent: hamail", "Accept: */*", "Connection: close");
        String status = status();
        while (status.charAt(9) == '1') { // interim answers
            headers();
            status = status();
        }
        headers();
        judge(status);
        if (!log.missing().isEmpty() || promisesBody(status)) {
            hearBody();
        }
        return status;
    }

    private void say(String... request) throws IOException {
        for (String line : request) {
            log.client(line);
        }
        lines.beginReply();
        connection.output().write((String.join("\r\n", request) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        connection.output().flush();
    }

    private static String authority(MailTarget target) {
        String host = target.host().indexOf(':') < 0 ? HostName.bare(target.host()) : "[" + target.host() + "]";
        return target.port() == target.protocol().port(target.tls()) ? host : host + ":" + target.port();
    }

    private String status() throws IOException {
        String line = lines.next();
        if (!line.matches("HTTP/1\\.[0-9] [1-9][0-9][0-9]( .*)?")) {
            throw MailFault.garbled("not an answer in HTTP", line);
        }
        return line;
    }

    private void headers() throws IOException {
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            String header = line.toLowerCase(Locale.ROOT).replace(" ", "");
            if (header.matches("content-length:[0-9]{1,15}")) {
                length = Long.parseLong(header.substring("content-length:".length()));
            }
            chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
        }
    }

    /** Whether a body follows whose end is marked (RFC 9112, section 6.3): to withhold it is to hang. */
    private boolean promisesBody(String status) {
        boolean without = status.startsWith("204", 9) || status.startsWith("304", 9);
        return !without && (chunked || length < Long.MAX_VALUE);
    }

    private static void judge(String status) throws MailFault {
        String code = status.substring(9, 12);
        if (code.equals("503")) {
            throw MailFault.of(Cause.TEMPFAIL, "the server temporarily refuses the request", status);
        }
        if (code.charAt(0) == '4' || code.charAt(0) == '5') {
            throw MailFault.of(Cause.REJECTED, "the server refuses the request", status);
        }
        if (code.charAt(0) != '2' && code.charAt(0) != '3') {
            throw MailFault.garbled("not an answer in HTTP", status);
        }
    }

    /** Listens to the body as far as its first megabyte, in which all that is expected must stand; a body that breaks off is heard as far as it goes. */
    private void hearBody() throws IOException {
        var body = new HttpBody(lines);
        lines.beginReply();
        boolean beyond = false;
        try {
            if (chunked) {
                body.readChunks();
            } else {
                body.read(length);
            }
        } catch (NetworkException fault) {
            if (fault.kind() == NetworkException.Kind.TIMEOUT) {
                throw fault;
            }
            beyond = fault.kind() == NetworkException.Kind.LIMIT;
        }
        for (String line : body.lines()) {
            log.server(line);
        }
        if ((beyond || body.size() > HttpBody.LIMIT) && !log.missing().isEmpty()) {
            throw new NetworkException(
                    NetworkException.Kind.LIMIT, "the server sent a page of more than " + HttpBody.LIMIT + " bytes");
        }
    }
}
