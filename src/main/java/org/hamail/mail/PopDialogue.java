package org.hamail.mail;

import java.io.IOException;
import java.util.Locale;
import org.hamail.net.Wire;
import org.hamail.plugin.Cause;

/** A conversation in POP3, RFC 1939. */
final class PopDialogue implements Dialogue {
    private final PopClient client;
    private final Capabilities capabilities = new Capabilities();
    private String greeting = "";

    PopDialogue(Wire wire, Ear ear) throws IOException {
        this.client = new PopClient(wire, ear);
    }

    @Override
    public String greeting() throws IOException {
        greeting = client.greeting().orFault("the connection").line();
        return greeting;
    }

    /** CAPA is optional, RFC 2449: a server that refuses it serves. */
    @Override
    public void hello() throws IOException {
        capabilities.clear();
        PopReply reply = client.askList("CAPA", this::capability);
        if (reply.isChallenge()) {
            throw MailFault.garbled("no sensible reply to CAPA", reply.line());
        }
        if (capabilities.has("+OK") || capabilities.has("-ERR")) { // we are one line behind
            throw MailFault.of(Cause.GARBLED, "the server sent a line that nobody had asked for");
        }
    }

    @Override
    public void startTls() throws IOException {
        if (!capabilities.has("STLS")) {
            throw MailFault.of(Cause.TLS, "the server does not offer STLS");
        }
        client.ask("STLS").orFault("STLS");
    }

    @Override
    public void login(Login login) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void command() {
        // nothing further to ask
    }

    @Override
    public void quit() throws IOException {
        client.ask("QUIT");
    }

    private void capability(String line) {
        int space = line.indexOf(' ');
        capabilities.add((space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT));
    }
}
