package org.hamail.mail.imap;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailClient.Capabilities;
import org.hamail.mail.session.MailClient.Mailbox;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.plugin.Cause;
import org.jspecify.annotations.Nullable;

/** A conversation in IMAP, RFC 9051. */
public final class ImapClient implements Mailbox, Consumer<String> {
    private final ImapConnection client;
    private final Capabilities capabilities = new Capabilities();
    private @Nullable ImapInbox inbox; // only a round trip has one
    private boolean preauthenticated;
    private boolean askedBehindLogin;

    public ImapClient(Connection connection, SessionLog log) throws IOException {
        this.client = new ImapConnection(connection, log, this); // the first lambda of a JVM takes milliseconds
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
            throw MailFault.of(Cause.TLS, "PREAUTH greeting: STARTTLS is not possible any more");
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
            new ImapLogin(client, login, capabilities).run();
        }
    }

    @Override
    public void command() {
        // nothing further to ask
    }

    @Override
    public List<String> find(ProbeMessage message) throws IOException {
        return inbox().find(message);
    }

    @Override
    public boolean take(String number, ProbeMessage message) throws IOException {
        boolean ours = inbox().holds(number, message);
        if (ours) {
            inbox().read(number, message);
            delete(number);
        }
        return ours;
    }

    @Override
    public void sweep(ProbeMessage message) throws IOException {
        List<String> left = inbox().leftByEarlierRuns(message);
        if (!left.isEmpty()) {
            delete(String.join(",", left));
        }
    }

    /**
     * Deletes these messages and no others: a plain EXPUNGE would also destroy what other clients have marked. Without
     * UIDPLUS, RFC 4315, they stay marked until somebody empties the mailbox.
     */
    private void delete(String numbers) throws IOException {
        inbox().mark(numbers);
        if (hasUidPlus()) {
            inbox().expunge(numbers);
        }
    }

    /** Servers say most of what they can do only behind the login. */
    private boolean hasUidPlus() throws IOException {
        if (!capabilities.has("UIDPLUS") && !askedBehindLogin) {
            hello();
            askedBehindLogin = true;
        }
        return capabilities.has("UIDPLUS");
    }

    @Override
    public void quit() throws IOException {
        client.logout();
    }

    private ImapInbox inbox() {
        ImapInbox known = inbox == null ? new ImapInbox(client) : inbox;
        inbox = known;
        return known;
    }

    /** Takes note of an untagged reply. */
    @Override
    public void accept(String line) {
        if (line.toUpperCase(Locale.ROOT).startsWith("CAPABILITY ")) {
            capabilities.addAll(line.substring("CAPABILITY ".length()));
        }
        if (inbox != null) {
            inbox.untagged(line.split(" +"));
        }
    }
}
