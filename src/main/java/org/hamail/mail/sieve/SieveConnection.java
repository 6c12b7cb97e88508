package org.hamail.mail.sieve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.WireText;
import org.hamail.net.Connection;
import org.hamail.net.Lines;
import org.hamail.net.Lines.LineRule;
import org.hamail.plugin.Cause;

/** Commands and replies of ManageSieve on a bounded connection; the bytes of literals are skipped. */
final class SieveConnection implements LineRule {
    private final Connection connection;
    private final SessionLog log;
    private final Lines lines;

    SieveConnection(Connection connection, SessionLog log) {
        this.connection = connection;
        this.log = log;
        this.lines = new Lines(connection, this);
    }

    @Override
    public String pass(String line) {
        log.server(line);
        return line;
    }

    @Override
    public long literalBehind(String line) {
        return WireText.literalBehind(line);
    }

    /** Sends {@code command}, which may be shown as {@code shown}; no data may come before the end of the reply. */
    SieveReply ask(String command, String shown) throws IOException {
        send(command, shown);
        String line = lines.next();
        return SieveReply.in(line).orElseThrow(() -> notAReply(line));
    }

    SieveReply ask(String command) throws IOException {
        return ask(command, command);
    }

    /** Sends {@code command}, whose reply begins with lines of strings, which go to {@code listener}. */
    SieveReply askStrings(String command, Consumer<String> listener) throws IOException {
        send(command, command);
        return strings(listener);
    }

    /** Gets the lines of strings that the server sends unasked, and the reply at their end. */
    SieveReply strings(Consumer<String> listener) throws IOException {
        lines.beginReply();
        while (true) {
            String line = lines.next();
            Optional<SieveReply> end = SieveReply.in(line);
            if (end.isPresent()) {
                return end.get();
            }
            if (!isOfStrings(line)) {
                throw notAReply(line);
            }
            listener.accept(line);
        }
    }

    /** Fails when the server has sent unsolicited data; that it hangs up it may always say. */
    void expectSilence() throws IOException {
        if (!lines.unread()) {
            return;
        }
        Optional<SieveReply> said = SieveReply.in(lines.next());
        if (said.isPresent() && said.get().isBye()) {
            throw said.get().fault("to go on", Cause.REJECTED);
        }
        throw MailFault.unasked();
    }

    private void send(String command, String shown) throws IOException {
        expectSilence();
        log.client(shown);
        lines.beginReply();
        connection.output().write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        connection.output().flush();
    }

    /** Of a line that begins with a literal only what stands behind it is left. */
    private static boolean isOfStrings(String line) {
        return line.isEmpty() || line.startsWith("\"") || line.startsWith(" ");
    }

    private static MailFault notAReply(String line) {
        return MailFault.garbled("not a reply in ManageSieve", line);
    }
}
