package org.hamail.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;

/** AUTHENTICATE PLAIN or LOGIN in IMAP, RFC 9051 sections 6.2.2 and 6.2.3. */
final class ImapLogin {
    private final ImapClient client;
    private final Login login;

    ImapLogin(ImapClient client, Login login) {
        this.client = client;
        this.login = login;
    }

    void by(Capabilities offered) throws IOException {
        if (offered.has("AUTH=PLAIN")) {
            authenticatePlain();
        } else if (offered.has("LOGINDISABLED")) {
            throw MailFault.of(Cause.AUTH, "the server offers no login that the probe knows");
        } else if (isQuotable(login.user()) && isQuotable(login.password())) {
            accepted(client.ask(
                    "LOGIN " + quoted(login.user()) + " " + quoted(login.password()), "LOGIN " + Secrets.MASK));
        } else {
            loginByLiterals();
        }
    }

    private void authenticatePlain() throws IOException {
        invited(client.ask("AUTHENTICATE PLAIN"));
        accepted(client.answer(login.plain(), Secrets.MASK));
    }

    private void loginByLiterals() throws IOException {
        String user = Wording.encoded(login.user());
        String password = Wording.encoded(login.password());
        invited(client.ask("LOGIN {" + user.length() + "}"));
        invited(client.answer(user + " {" + password.length() + "}", login.user() + " {" + password.length() + "}"));
        accepted(client.answer(password, Secrets.MASK));
    }

    private static void invited(ImapReply reply) throws MailFault {
        if (!reply.isContinuation()) {
            throw reply.isOk()
                    ? MailFault.garbled("no challenge to the login", reply.line())
                    : reply.fault("the login", Cause.AUTH);
        }
    }

    private static void accepted(ImapReply reply) throws MailFault {
        if (!reply.isOk()) {
            throw reply.fault("the login", Cause.AUTH);
        }
    }

    private static boolean isQuotable(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static String quoted(String text) {
        return "\"" + Login.quoted(text) + "\"";
    }
}
