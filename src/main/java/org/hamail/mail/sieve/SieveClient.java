package org.hamail.mail.sieve;

import java.io.IOException;
import java.util.Locale;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.MailClient;
import org.hamail.mail.session.MailClient.Capabilities;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Connection;
import org.hamail.plugin.Cause;

/** A conversation in ManageSieve, RFC 5804. */
public final class SieveClient implements MailClient {
    private final SieveConnection connection;
    private final Capabilities capabilities = new Capabilities();
    private final Capabilities mechanisms = new Capabilities();
    private boolean justEncrypted;

    public SieveClient(Connection connection, SessionLog log) {
        this.connection = new SieveConnection(connection, log);
    }

    /** The capabilities come first; the greeting is the line behind them. */
    @Override
    public String greeting() throws IOException {
        return connection.strings(this::capability).orFault("the connection").line();
    }

    /** Behind the handshake the server names its capabilities unasked, RFC 5804 section 2.2. */
    @Override
    public void hello() throws IOException {
        capabilities.clear();
        mechanisms.clear();
        SieveReply reply = justEncrypted
                ? connection.strings(this::capability)
                : connection.askStrings("CAPABILITY", this::capability);
        justEncrypted = false;
        reply.orFault("CAPABILITY");
    }

    @Override
    public void startTls() throws IOException {
        if (!offersTls()) {
            throw MailFault.of(Cause.TLS, "the server does not offer STARTTLS");
        }
        connection.ask("STARTTLS").orFault("STARTTLS");
        connection.expectSilence();
        justEncrypted = true;
    }

    @Override
    public boolean offersTls() {
        return capabilities.has("STARTTLS");
    }

    @Override
    public void login(Login login) throws IOException {
        new SieveLogin(connection, login, mechanisms).run();
    }

    @Override
    public void command() {
        // nothing further to ask
    }

    @Override
    public void quit() throws IOException {
        connection.ask("LOGOUT");
    }

    /** A line such as {@code "SASL" "PLAIN LOGIN"}. */
    private void capability(String line) {
        String[] parts = line.split("\"", -1);
        if (parts.length < 3) {
            return; // a literal, whose bytes nobody has kept
        }
        String name = parts[1].toUpperCase(Locale.ROOT);
        capabilities.add(name);
        if (name.equals("SASL") && parts.length >= 5) {
            mechanisms.addAll(parts[3]);
        }
    }
}
