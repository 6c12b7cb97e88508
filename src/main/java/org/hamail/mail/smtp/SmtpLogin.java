package org.hamail.mail.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.mail.session.Digests;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.LoginInOrder;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;

/** AUTH in SMTP, RFC 4954: CRAM-MD5, PLAIN and LOGIN. */
final class SmtpLogin extends LoginInOrder {
    private static final String CRAM_MD5 = "CRAM-MD5";
    private static final String PLAIN = "PLAIN";
    private static final List<String> KNOWN = List.of(CRAM_MD5, PLAIN, "LOGIN");
    private static final int ACCEPTED = 235;
    private static final int CHALLENGE = 334;

    private final SmtpConnection client;
    private final SessionLog log;
    private final Login login;
    private final List<String> offered;

    /** @param offered the mechanisms that the server names, in upper or lower case */
    SmtpLogin(SmtpConnection client, SessionLog log, Login login, String offered) {
        this.client = client;
        this.log = log;
        this.login = login;
        this.offered = mechanisms(offered);
    }

    /** Whether one of the {@code offered} mechanisms is known here. */
    static boolean knows(String offered) {
        return !Collections.disjoint(KNOWN, mechanisms(offered));
    }

    private static List<String> mechanisms(String offered) {
        return List.of(offered.toUpperCase(Locale.ROOT).split("[ =]+"));
    }

    @Override
    protected List<String> inCommon() {
        var common = new ArrayList<>(KNOWN);
        common.retainAll(offered);
        return common;
    }

    @Override
    protected Optional<MailFault> refusal(String mechanism) throws IOException {
        SmtpReply reply = reply(mechanism);
        if (reply.code() == ACCEPTED) {
            return Optional.empty();
        }
        MailFault fault = fault(reply);
        if (!reply.isNegative() || fault.isEnding()) {
            throw fault;
        }
        return Optional.of(fault);
    }

    private SmtpReply reply(String mechanism) throws IOException {
        return switch (mechanism) {
            case CRAM_MD5 -> cramMd5();
            case PLAIN -> plain();
            default -> plainLogin();
        };
    }

    private SmtpReply cramMd5() throws IOException {
        SmtpReply challenge = client.ask("AUTH CRAM-MD5");
        if (challenge.code() != CHALLENGE) {
            return inPlaceOfChallenge(challenge);
        }
        String answer = log.secret(Digests.cramMd5(bytes(challenge), login));
        return client.ask(answer, Secrets.MASK);
    }

    private SmtpReply plain() throws IOException {
        SmtpReply reply = client.ask("AUTH PLAIN " + login.plain(), "AUTH PLAIN " + Secrets.MASK);
        return reply.code() == CHALLENGE ? client.ask(login.plain(), Secrets.MASK) : reply;
    }

    private SmtpReply plainLogin() throws IOException {
        for (String command : List.of("AUTH LOGIN", login.userInBase64())) {
            SmtpReply challenge = client.ask(command);
            if (challenge.code() != CHALLENGE) {
                return inPlaceOfChallenge(challenge);
            }
        }
        return client.ask(login.passwordInBase64(), Secrets.MASK);
    }

    /** A login cannot have been accepted before it was made. */
    private static SmtpReply inPlaceOfChallenge(SmtpReply reply) throws MailFault {
        if (reply.isNegative()) {
            return reply;
        }
        throw fault(reply);
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
        throw MailFault.garbled("an invalid challenge", line);
    }

    /** Codes 500 to 504 refuse the command, not the account. */
    private static MailFault fault(SmtpReply reply) {
        boolean account = reply.code() > 504 && reply.code() < 600;
        return account ? MailFault.of(Cause.AUTH, "the login was refused", reply.text()) : reply.fault("the login");
    }
}
