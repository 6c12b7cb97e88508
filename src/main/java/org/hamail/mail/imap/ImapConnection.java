package org.hamail.mail.imap;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.commons.net.imap.IMAP;
import org.apache.commons.net.io.CRLFLineReader;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.net.Lines;

/** Commons Net's IMAP on a bounded wire. */
final class ImapConnection extends IMAP {
    private final Lines lines;
    private final ImapRule rule;
    private final SessionLog ear;
    private String next = "";

    ImapConnection(Connection wire, SessionLog ear, Consumer<String> untagged) throws IOException {
        this.rule = new ImapRule(ear, untagged);
        this.lines = new Lines(wire, rule);
        this.ear = ear;
        this._socket_ = wire.asSocket(lines);
    }

    /** The greeting of any kind; Commons Net itself throws at BYE and PREAUTH. */
    ImapReply greeting() throws IOException {
        lines.beginReply();
        _input_ = _socket_.getInputStream();
        _output_ = _socket_.getOutputStream();
        _reader = new CRLFLineReader(new java.io.InputStreamReader(_input_, StandardCharsets.ISO_8859_1));
        __writer = new BufferedWriter(new OutputStreamWriter(_output_, StandardCharsets.ISO_8859_1));
        return ImapReply.of(_reader.readLine());
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

    /** Sends what a continuation asked for. */
    ImapReply answer(String data, String shown) throws IOException {
        ear.client(shown);
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
        ear.client(tag + " " + next);
        return tag;
    }

    /** Fails when the server has said something that nobody had asked for. */
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
