package org.hamail.mail.smtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailClient;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.ProbeMessage;
import org.hamail.mail.session.ProbeOptions;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.plugin.Cause;

/** A conversation in SMTP, RFC 5321; LMTP differs in the hello. */
public class SmtpClient implements MailClient {
    private final SmtpConnection client;
    private final ProbeOptions options;
    private final SessionLog log;
    private final InetAddress ownAddress;
    private SmtpReply hello = new SmtpReply(0, java.util.List.of());

    public SmtpClient(Connection connection, SessionLog log, ProbeOptions options) throws IOException {
        this.client = new SmtpConnection(connection, log);
        this.options = options;
        this.log = log;
        this.ownAddress = connection.localAddress();
    }

    @Override
    public String greeting() throws IOException {
        return client.greeting().orFault(220, "the connection").lines().get(0);
    }

    /** Says hello with {@code verb}, which the server must know. */
    protected final void hello(String verb) throws IOException {
        hello = client.ask(verb + " " + name()).orFault(250, verb);
    }

    @Override
    public void hello() throws IOException {
        SmtpReply reply = client.ask("EHLO " + name());
        if (reply.code() >= 500 && reply.code() < 600) { // EHLO is optional, HELO is not
            reply = client.ask("HELO " + name()).orFault(250, "HELO");
            hello = new SmtpReply(250, java.util.List.of());
        } else {
            hello = reply.orFault(250, "EHLO");
        }
    }

    @Override
    public void startTls() throws IOException {
        if (capability("STARTTLS").isEmpty()) {
            throw MailFault.of(Cause.TLS, "the server does not offer STARTTLS");
        }
        client.ask("STARTTLS").orFault(220, "STARTTLS");
        client.expectSilence();
    }

    @Override
    public boolean offersTls() {
        return capability("STARTTLS").isPresent();
    }

    @Override
    public boolean offersLogin() {
        return SmtpLogin.knows(capability("AUTH").orElse(""));
    }

    @Override
    public void login(Login login) throws IOException {
        new SmtpLogin(client, log, login, capability("AUTH").orElse("")).run();
    }

    @Override
    public void command() throws IOException {
        if (options.from().isPresent()) {
            client.ask("MAIL FROM:<" + options.from().get() + ">").orFault(250, "MAIL");
            client.ask("RSET").orFault(250, "RSET");
        }
    }

    /** Hands a message over for delivery. */
    public void submit(ProbeMessage message) throws IOException {
        client.ask("MAIL FROM:<" + message.from() + ">").orFault(250, "MAIL");
        SmtpReply recipient = client.ask("RCPT TO:<" + message.to() + ">");
        if (recipient.code() != 251) { // it goes elsewhere, which is fine
            recipient.orFault(250, "RCPT");
        }
        client.ask("DATA").orFault(354, "DATA");
        client.ask(message.text() + "\r\n.", "(message " + message.id() + ")").orFault(250, "the message");
    }

    @Override
    public void quit() throws IOException {
        SmtpReply reply = client.ask("QUIT");
        if (!reply.isNegative()) {
            reply.orFault(221, "QUIT");
        }
    }

    private static String words(String line) {
        return line.length() > 4 ? line.substring(4).toUpperCase(Locale.ROOT).strip() : "";
    }

    /** The words behind a keyword of the EHLO reply; empty when it is not offered. */
    private Optional<String> capability(String keyword) {
        for (int i = 1; i < hello.lines().size(); i++) {
            String words = words(hello.lines().get(i));
            if (words.equals(keyword)) {
                return Optional.of("");
            }
            if (words.startsWith(keyword + " ") || words.startsWith(keyword + "=")) { // "AUTH=" is an old spelling
                return Optional.of(words.substring(keyword.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The given name, or the address literal of RFC 5321 section 4.1.3. */
    private String name() {
        return options.heloName().orElseGet(() -> {
            String address = ownAddress.getHostAddress();
            int zone = address.indexOf('%');
            String bare = zone < 0 ? address : address.substring(0, zone);
            return ownAddress instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
        });
    }
}
