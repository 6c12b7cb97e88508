package org.hamail.mail.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The logins of one protocol. */
public interface LoginMechanisms {
    /** Those that server and probe have in common, in the order in which they are tried. */
    List<String> inCommon();

    /**
     * Tries one of them: the server's refusal, or nothing once the account is logged in.
     *
     * @throws MailFault when the reply is none to a login, or ends the connection
     */
    Optional<MailFault> refusal(String mechanism) throws IOException;
}
