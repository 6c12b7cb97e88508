package org.hamail.mail.imap;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailClient.Capabilities;
import org.hamail.mail.session.MailClient.Mailbox;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.plugin.Cause;

/** A conversation in IMAP, RFC 9051. */
public final class ImapClient implements Mailbox {
    private static final int MOST_SEEN = 500;
    private static final int MOST_DELETED = 100;
    /** As SEARCH wants it, RFC 9051 section 9. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d-MMM-uuuu", Locale.ROOT);

    private final ImapConnection client;
    private final Capabilities capabilities = new Capabilities();
    private boolean preauthenticated;
    private boolean askedBehindLogin;
    private int exists;
    private final List<String> found = new ArrayList<>();

    public ImapClient(Connection connection, SessionLog log) throws IOException {
        this.client = new ImapConnection(connection, log, this::untagged);
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
    public Optional<String> find(ProbeMessage message) throws IOException {
        client.ask("SELECT INBOX").orFault("SELECT");
        return search("HEADER " + ProbeMessage.HEADER + " " + message.id()).stream()
                .findFirst();
    }

    @Override
    public void take(String number) throws IOException {
        client.ask("UID FETCH " + number + " (BODY.PEEK[])").orFault("FETCH");
        delete(number);
    }

    /** Looks at the newest messages only, so that the answer has a sensible length. */
    @Override
    public void sweep(ProbeMessage message) throws IOException {
        String newest = exists > MOST_SEEN ? exists - MOST_SEEN + 1 + ":* " : "";
        String header = "HEADER " + ProbeMessage.HEADER + " ";
        List<String> left = search(newest + "UNDELETED NOT " + header + message.id() + " OR " + header
                + message.origin() + " (" + header + "\"\" BEFORE " + DAY.format(ProbeMessage.abandonedBefore()) + ")");
        if (!left.isEmpty()) {
            delete(String.join(",", left.subList(0, Math.min(left.size(), MOST_DELETED))));
        }
    }

    private List<String> search(String keys) throws IOException {
        found.clear();
        client.ask("UID SEARCH " + keys).orFault("SEARCH");
        return List.copyOf(found);
    }

    /**
     * Deletes these messages and no others: a plain EXPUNGE would also destroy what other clients have marked. Without
     * UIDPLUS, RFC 4315, they stay marked until somebody empties the mailbox.
     */
    private void delete(String numbers) throws IOException {
        client.ask("UID STORE " + numbers + " +FLAGS.SILENT (\\Deleted)").orFault("STORE");
        if (hasUidPlus()) {
            client.ask("UID EXPUNGE " + numbers).orFault("EXPUNGE");
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

    private void untagged(String line) {
        if (line.toUpperCase(Locale.ROOT).startsWith("CAPABILITY ")) {
            capabilities.addAll(line.substring("CAPABILITY ".length()));
        }
        String[] words = line.split(" +");
        if (words[0].equalsIgnoreCase("SEARCH")) {
            for (int i = 1; i < words.length && words[i].matches("[0-9]{1,10}"); i++) {
                found.add(words[i]);
            }
        } else if (words.length == 2 && words[1].equalsIgnoreCase("EXISTS") && words[0].matches("[0-9]{1,9}")) {
            exists = Integer.parseInt(words[0]);
        }
    }
}
