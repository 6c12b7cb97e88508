package org.hamail.mail.pop3;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.commons.net.pop3.POP3;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.net.Lines;

/** Commons Net's POP3 on a bounded connection. */
final class PopConnection extends POP3 {
    private final Lines lines;
    private final PopRule rule;
    private final SessionLog log;

    PopConnection(Connection connection, SessionLog log) throws IOException {
        this.rule = new PopRule(log);
        this.lines = new Lines(connection, rule);
        this.log = log;
        this._socket_ = connection.asSocket(lines);
    }

    PopReply greeting() throws IOException {
        lines.beginReply();
        _connectAction_();
        return reply();
    }

    PopReply ask(String command) throws IOException {
        return ask(command, command);
    }

    /** Sends {@code command}, which may be shown as {@code shown}. */
    PopReply ask(String command, String shown) throws IOException {
        rule.expectStatus();
        return send(command, shown);
    }

    /** Sends {@code command}, whose positive reply is followed by a list. */
    PopReply askList(String command, Consumer<String> listener) throws IOException {
        rule.expectList(listener);
        PopReply reply = send(command, command);
        if (reply.isOk()) {
            getAdditionalReply();
        }
        return reply;
    }

    private PopReply send(String command, String shown) throws IOException {
        expectSilence();
        log.client(shown);
        lines.beginReply();
        sendCommand(command);
        return reply();
    }

    /** Fails when the server has sent unsolicited data. */
    void expectSilence() throws IOException {
        if (lines.unread()) {
            throw MailFault.unasked();
        }
    }

    private PopReply reply() {
        return new PopReply(getReplyStrings()[0]);
    }
}
