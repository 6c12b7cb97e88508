package org.hamail.mail.imap;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.imap.IMAP;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.net.Lines;

/** Commons Net's IMAP on a bounded connection. */
final class ImapConnection extends IMAP {
    private final Lines lines;
    private final ImapRule rule;
    private final SessionLog log;
    private String next = "";

    ImapConnection(Connection connection, SessionLog log, Consumer<String> untagged) throws IOException {
        this.rule = new ImapRule(log, untagged);
        this.lines = new Lines(connection, rule);
        this.log = log;
        this._socket_ = connection.asSocket(lines);
    }

    ImapReply greeting() throws IOException {
        lines.beginReply();
        try {
            _connectAction_();
        } catch (MalformedServerReplyException e) {
            // that is what Commons Net makes of BYE, PREAUTH and nonsense; the line is there to be read
        }
        return reply();
    }

    ImapReply ask(String command) throws IOException {
        return ask(command, command);
    }

    /** Sends {@code command}, which may be shown as {@code shown}. */
    ImapReply ask(String command, String shown) throws IOException {
        next = shown;
        lines.beginReply();
        sendCommand(command);
        return reply();
    }

    /** What the server gives of the message with this number for {@code item}; empty when it gives nothing. */
    String fetch(String number, String item) throws IOException {
        rule.keepLiterals();
        ask("UID FETCH " + number + " (" + item + ")").orFault("FETCH");
        return rule.literals();
    }

    /** Sends what a continuation asked for. */
    ImapReply answer(String data, String shown) throws IOException {
        log.client(shown);
        lines.beginReply();
        sendData(data);
        return reply();
    }

    /** Says goodbye, and may be told goodbye. */
    void logout() throws IOException {
        rule.expectBye();
        ask("LOGOUT");
    }

    @Override
    protected String generateCommandID() {
        String tag = super.generateCommandID();
        rule.expectTag(tag);
        log.client(tag + " " + next);
        return tag;
    }

    /** Fails when the server has sent unsolicited data. */
    void expectSilence() throws IOException {
        if (lines.unread()) {
            throw MailFault.unasked();
        }
    }

    private ImapReply reply() {
        String[] all = getReplyStrings();
        return ImapReply.of(all[all.length - 1]);
    }
}
