package org.hamail.mail;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.hamail.net.Wire;
import org.hamail.plugin.Cause;

/** A conversation in IMAP, RFC 9051. */
final class ImapDialogue implements Mailbox {
    private final ImapClient client;
    private final Capabilities capabilities = new Capabilities();
    private boolean preauthenticated;
    private String found = "";

    ImapDialogue(Wire wire, Ear ear) throws IOException {
        this.client = new ImapClient(wire, ear, this::untagged);
    }

    @Override
    public String greeting() throws IOException {
        ImapReply greeting = client.greeting();
        if (!greeting.line().startsWith("* ")) {
            throw MailFault.garbled("not a greeting in IMAP", greeting.line());
        }
        preauthenticated = greeting.word().equals("PREAUTH");
        return preauthenticated
                ? greeting.line()
                : greeting.orFault("the connection").line();
    }

    @Override
    public void hello() throws IOException {
        capabilities.clear();
        client.ask("CAPABILITY").orFault("CAPABILITY");
    }

    @Override
    public void startTls() throws IOException {
        if (preauthenticated) {
            throw MailFault.of(Cause.TLS, "the server took us for authenticated: STARTTLS is no longer possible");
        }
        if (!capabilities.has("STARTTLS")) {
            throw MailFault.of(Cause.TLS, "the server does not offer STARTTLS");
        }
        client.ask("STARTTLS").orFault("STARTTLS");
        client.expectSilence();
    }

    @Override
    public boolean offersTls() {
        return capabilities.has("STARTTLS");
    }

    @Override
    public void login(Login login) throws IOException {
        if (!preauthenticated) {
            new LoginInOrder(new ImapLogin(client, login, capabilities)).run();
        }
    }

    @Override
    public void command() {
        // nothing further to ask
    }

    @Override
    public Optional<String> find(String id) throws IOException {
        found = "";
        client.ask("SELECT INBOX").orFault("SELECT");
        client.ask("UID SEARCH HEADER " + ProbeMessage.HEADER + " " + id).orFault("SEARCH");
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    @Override
    public void take(String number) throws IOException {
        client.ask("UID FETCH " + number + " (BODY.PEEK[])").orFault("FETCH");
        client.ask("UID STORE " + number + " +FLAGS.SILENT (\\Deleted)").orFault("STORE");
        client.ask("EXPUNGE").orFault("EXPUNGE");
    }

    @Override
    public void quit() throws IOException {
        client.logout();
    }

    private void untagged(String line) {
        if (line.toUpperCase(Locale.ROOT).startsWith("CAPABILITY ")) {
            capabilities.addAll(line.substring("CAPABILITY ".length()));
        }
        if (line.matches("(?i)SEARCH +[0-9]{1,10}( .*)?")) {
            found = line.split(" +")[1];
        }
    }
}
