package org.hamail.mail.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hamail.mail.session.HeaderField;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailClient.Capabilities;
import org.hamail.mail.session.MailClient.Mailbox;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.net.NetworkException;
import org.hamail.plugin.Cause;

/** A conversation in POP3, RFC 1939. */
public final class PopClient implements Mailbox {
    private static final int MOST = 100;

    private final PopConnection client;
    private final SessionLog log;
    private final Capabilities capabilities = new Capabilities();
    private final PopHeaders headers;
    private String greeting = "";
    private boolean capaKnown;
    private boolean taken;
    private final List<Integer> leftovers = new ArrayList<>();
    private int next;
    private int last;

    public PopClient(Connection connection, SessionLog log) throws IOException {
        this.client = new PopConnection(connection, log);
        this.log = log;
        this.headers = new PopHeaders(client, () -> capabilities.has("TOP"));
    }

    @Override
    public String greeting() throws IOException {
        PopReply reply = client.greeting();
        if (reply.isRefusal()) {
            throw reply.fault("the connection", Cause.REJECTED).ending();
        }
        greeting = reply.orFault("the connection").line();
        return greeting;
    }

    /** CAPA is optional, RFC 2449: a server that refuses it serves. */
    @Override
    public void hello() throws IOException {
        capabilities.clear();
        PopReply reply = client.askList("CAPA", new Capability());
        capaKnown = reply.isOk();
        if (reply.isChallenge()) {
            throw MailFault.garbled("unexpected reply to CAPA", reply.line());
        }
        if (capabilities.has("+OK") || capabilities.has("-ERR")) { // we are one line behind
            throw MailFault.unasked();
        }
    }

    @Override
    public void startTls() throws IOException {
        if (!capabilities.has("STLS")) {
            throw MailFault.of(Cause.TLS, "the server does not offer STLS");
        }
        client.ask("STLS").orFault("STLS");
        client.expectSilence();
    }

    @Override
    public boolean offersTls() {
        return capabilities.has("STLS");
    }

    @Override
    public void login(Login login) throws IOException {
        new PopLogin(client, log, login, greeting, !capaKnown || capabilities.has("USER")).run();
    }

    @Override
    public void command() {
        // nothing further to ask
    }

    /** Looks at the newest messages first, and not at all of them when there are many. */
    @Override
    public List<String> find(ProbeMessage message) throws IOException {
        next = count();
        last = Math.max(0, next - MOST);
        while (next > last) {
            int number = next;
            if (message.isNamedBy(header(message))) {
                return List.of(String.valueOf(number));
            }
        }
        return List.of();
    }

    private int count() throws IOException {
        String[] words = client.ask("STAT").orFault("STAT").line().split(" +");
        if (words.length < 2 || !words[1].matches("[0-9]{1,9}")) {
            throw MailFault.garbled("unexpected reply to STAT", String.join(" ", words));
        }
        return Integer.parseInt(words[1]);
    }

    /** Reads the header of the next older message, and notes it when it was left behind. */
    private String header(ProbeMessage message) throws IOException {
        var mark = new HeaderField(ProbeMessage.HEADER);
        var date = new HeaderField("Date");
        headers.read(next, line -> {
            mark.accept(line);
            date.accept(line);
        });
        if (message.isLeftover(mark.value(), date.value())) {
            leftovers.add(next);
        }
        next--;
        return mark.value();
    }

    @Override
    public boolean take(String number, ProbeMessage message) throws IOException {
        client.askList("RETR " + number, line -> {}).orFault("RETR");
        client.ask("DELE " + number).orFault("DELE");
        taken = true;
        return true; // find has read its header
    }

    @Override
    public void sweep(ProbeMessage message) throws IOException {
        while (next > last) {
            header(message);
        }
        for (int number : leftovers) {
            client.ask("DELE " + number).orFault("DELE");
        }
    }

    /** POP3 has no word for the end of a connection: it is an -ERR, and what is sent next is not read. */
    @Override
    public boolean isOver() throws IOException {
        try {
            client.ask("QUIT");
            return false;
        } catch (NetworkException fault) {
            return true;
        }
    }

    /** A deletion counts once the server has agreed to the goodbye. */
    @Override
    public void quit() throws IOException {
        PopReply reply = client.ask("QUIT");
        if (taken) {
            reply.orFault("QUIT");
        }
    }

    /** Gets the lines behind CAPA. A class: the first lambda of a JVM takes milliseconds, which a check has not. */
    private final class Capability implements Consumer<String> {
        @Override
        public void accept(String line) {
            int space = line.indexOf(' ');
            capabilities.add((space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT));
        }
    }
}
