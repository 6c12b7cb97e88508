package org.hamail.mail.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.Digests;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.LoginInOrder;
import org.hamail.mail.session.MailFault;
import org.hamail.mail.session.SessionLog;
import org.hamail.mail.session.WireText;
import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;

/** APOP and USER in POP3, RFC 1939 section 7. */
final class PopLogin extends LoginInOrder {
    private static final String APOP = "APOP";

    private final PopConnection client;
    private final SessionLog log;
    private final Login login;
    private final boolean userOffered;
    private final String timestamp;

    /** @param userOffered whether CAPA names USER, or is not known to the server */
    PopLogin(PopConnection client, SessionLog log, Login login, String greeting, boolean userOffered) {
        this.client = client;
        this.log = log;
        this.login = login;
        this.timestamp = timestamp(greeting);
        this.userOffered = userOffered;
    }

    /** What APOP is computed from; empty when the greeting has none. */
    private static String timestamp(String greeting) {
        int start = greeting.indexOf('<');
        int end = greeting.indexOf('>', Math.max(0, start));
        boolean found =
                start >= 0 && end > start && greeting.substring(start, end).indexOf('@') > 0;
        return found ? WireText.decoded(greeting.substring(start, end + 1)) : "";
    }

    /** Some servers show a timestamp to everybody and yet know some accounts, or all of them, only by their passwords. */
    @Override
    protected List<String> inCommon() {
        var common = new ArrayList<String>();
        if (!timestamp.isEmpty()) {
            common.add(APOP);
        }
        if (timestamp.isEmpty() || userOffered) {
            common.add("USER");
        }
        return common;
    }

    @Override
    protected Optional<MailFault> refusal(String mechanism) throws IOException {
        PopReply reply = mechanism.equals(APOP) ? apop() : userAndPassword();
        if (reply.isOk()) {
            return Optional.empty();
        }
        MailFault fault = reply.fault("the login", reply.hasCode("SYS/PERM") ? Cause.REJECTED : Cause.AUTH);
        if (reply.isChallenge() || reply.isOfTheMailbox()) {
            throw fault;
        }
        return Optional.of(fault);
    }

    private PopReply apop() throws IOException {
        String digest = log.secret(Digests.apop(timestamp, login.password()));
        return client.ask(
                "APOP " + WireText.encoded(login.user()) + " " + digest, "APOP " + login.user() + " " + Secrets.MASK);
    }

    private PopReply userAndPassword() throws IOException {
        PopReply reply = client.ask("USER " + WireText.encoded(login.user()), "USER " + login.user());
        return reply.isOk() ? client.ask("PASS " + WireText.encoded(login.password()), "PASS " + Secrets.MASK) : reply;
    }
}
