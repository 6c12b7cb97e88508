package org.hamail.mail;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;

/** AUTH in SMTP, RFC 4954: CRAM-MD5, PLAIN or LOGIN, the first of them that the server offers. */
final class SmtpLogin {
    private static final int ACCEPTED = 235;
    private static final int CHALLENGE = 334;

    private final SmtpClient client;
    private final Ear ear;
    private final Login login;

    SmtpLogin(SmtpClient client, Ear ear, Login login) {
        this.client = client;
        this.ear = ear;
        this.login = login;
    }

    /** Whether one of the {@code offered} mechanisms is known here. */
    static boolean knows(String offered) {
        List<String> mechanisms = mechanisms(offered);
        return mechanisms.contains("CRAM-MD5") || mechanisms.contains("PLAIN") || mechanisms.contains("LOGIN");
    }

    private static List<String> mechanisms(String offered) {
        return List.of(offered.toUpperCase(Locale.ROOT).split("[ =]+"));
    }

    /** Logs in by one of the {@code offered} mechanisms, upper or lower case. */
    void by(String offered) throws IOException {
        List<String> mechanisms = mechanisms(offered);
        if (mechanisms.contains("CRAM-MD5")) {
            cramMd5();
        } else if (mechanisms.contains("PLAIN")) {
            plain();
        } else if (mechanisms.contains("LOGIN")) {
            plainLogin();
        } else {
            throw MailFault.of(Cause.AUTH, "the server offers no login that the probe knows");
        }
    }

    private void cramMd5() throws IOException {
        SmtpReply challenge = challenge(client.ask("AUTH CRAM-MD5"));
        String answer = ear.secret(Digests.cramMd5(bytes(challenge), login));
        accepted(client.ask(answer, Secrets.MASK));
    }

    private void plain() throws IOException {
        SmtpReply reply = client.ask("AUTH PLAIN " + login.plain(), "AUTH PLAIN " + Secrets.MASK);
        accepted(reply.code() == CHALLENGE ? client.ask(login.plain(), Secrets.MASK) : reply);
    }

    private void plainLogin() throws IOException {
        challenge(client.ask("AUTH LOGIN"));
        challenge(client.ask(login.userInBase64()));
        accepted(client.ask(login.passwordInBase64(), Secrets.MASK));
    }

    private static SmtpReply challenge(SmtpReply reply) throws MailFault {
        if (reply.code() == CHALLENGE) {
            return reply;
        }
        throw refusal(reply);
    }

    private static byte[] bytes(SmtpReply challenge) throws MailFault {
        String line = challenge.lines().get(0);
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(line.substring(Math.min(4, line.length())).strip());
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw MailFault.garbled("a challenge that is none", line);
    }

    private static void accepted(SmtpReply reply) throws MailFault {
        if (reply.code() != ACCEPTED) {
            throw refusal(reply);
        }
    }

    /** Codes 500 to 504 refuse the command, not the account. */
    private static MailFault refusal(SmtpReply reply) {
        boolean account = reply.code() > 504 && reply.code() < 600;
        return account ? MailFault.of(Cause.AUTH, "the login was refused", reply.text()) : reply.fault("the login");
    }
}
