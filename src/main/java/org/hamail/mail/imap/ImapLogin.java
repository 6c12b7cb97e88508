package org.hamail.mail.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.LoginInOrder;
import org.hamail.mail.session.MailClient.Capabilities;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.WireText;
import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;

/** AUTHENTICATE PLAIN and LOGIN in IMAP, RFC 9051 sections 6.2.2 and 6.2.3. */
final class ImapLogin extends LoginInOrder {
    private static final String AUTHENTICATE_PLAIN = "AUTHENTICATE PLAIN";

    private final ImapConnection client;
    private final Login login;
    private final Capabilities offered;

    ImapLogin(ImapConnection client, Login login, Capabilities offered) {
        this.client = client;
        this.login = login;
        this.offered = offered;
    }

    @Override
    protected List<String> inCommon() {
        var common = new ArrayList<String>();
        if (offered.has("AUTH=PLAIN")) {
            common.add(AUTHENTICATE_PLAIN);
        }
        if (!offered.has("LOGINDISABLED")) {
            common.add("LOGIN");
        }
        return common;
    }

    @Override
    protected Optional<MailFault> refusal(String mechanism) throws IOException {
        ImapReply reply = mechanism.equals(AUTHENTICATE_PLAIN) ? authenticatePlain() : login();
        if (reply.isOk()) {
            return Optional.empty();
        }
        MailFault fault = reply.fault("the login", Cause.AUTH);
        if (!reply.isRefusal()) {
            throw fault;
        }
        return Optional.of(fault);
    }

    private ImapReply authenticatePlain() throws IOException {
        ImapReply invitation = invitation(client.ask("AUTHENTICATE PLAIN"));
        return invitation.isContinuation() ? client.answer(login.plain(), Secrets.MASK) : invitation;
    }

    private ImapReply login() throws IOException {
        return isQuotable(login.user()) && isQuotable(login.password())
                ? client.ask("LOGIN " + quoted(login.user()) + " " + quoted(login.password()), "LOGIN " + Secrets.MASK)
                : loginByLiterals();
    }

    private ImapReply loginByLiterals() throws IOException {
        String user = WireText.encoded(login.user());
        String password = WireText.encoded(login.password());
        ImapReply first = invitation(client.ask("LOGIN {" + user.length() + "}"));
        if (!first.isContinuation()) {
            return first;
        }
        String length = " {" + password.length() + "}";
        ImapReply second = invitation(client.answer(user + length, login.user() + length));
        return second.isContinuation() ? client.answer(password, Secrets.MASK) : second;
    }

    /** A continuation or a refusal: a login cannot have been accepted before it was made. */
    private static ImapReply invitation(ImapReply reply) throws MailFault {
        if (reply.isOk()) {
            throw MailFault.garbled("no challenge to the login", reply.line());
        }
        return reply;
    }

    private static boolean isQuotable(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }

    private static String quoted(String text) {
        return "\"" + Login.quoted(text) + "\"";
    }
}
