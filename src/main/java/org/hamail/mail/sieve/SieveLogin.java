package org.hamail.mail.sieve;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hamail.mail.session.Login;
import org.hamail.mail.session.LoginInOrder;
import org.hamail.mail.session.MailClient.Capabilities;
import org.hamail.mail.session.MailFault;
import org.hamail.net.Secrets;
import org.hamail.plugin.Cause;

/** AUTHENTICATE in ManageSieve, RFC 5804 section 2.1: PLAIN, which every server must know. */
final class SieveLogin extends LoginInOrder {
    private static final String PLAIN = "PLAIN";
    private static final String COMMAND = "AUTHENTICATE \"PLAIN\" ";

    /** A longer string needs a literal, RFC 5804 section 4. */
    private static final int LONGEST_QUOTED = 1024;

    private final SieveConnection connection;
    private final Login login;
    private final Capabilities mechanisms;

    SieveLogin(SieveConnection connection, Login login, Capabilities mechanisms) {
        this.connection = connection;
        this.login = login;
        this.mechanisms = mechanisms;
    }

    @Override
    protected List<String> inCommon() {
        return mechanisms.has(PLAIN) ? List.of(PLAIN) : List.of();
    }

    @Override
    protected Optional<MailFault> refusal(String mechanism) throws IOException {
        SieveReply reply = connection.ask(COMMAND + string(login.plain()), COMMAND + Secrets.MASK);
        if (reply.isOk()) {
            return Optional.empty();
        }
        MailFault fault = reply.fault("the login", Cause.AUTH);
        if (fault.isEnding()) {
            throw fault;
        }
        return Optional.of(fault);
    }

    /** Characters of base 64 need no quoting. */
    private static String string(String text) {
        return text.length() <= LONGEST_QUOTED ? '"' + text + '"' : "{" + text.length() + "+}\r\n" + text;
    }
}
