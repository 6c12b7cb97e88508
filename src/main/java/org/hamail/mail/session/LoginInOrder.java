package org.hamail.mail.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hamail.net.NetworkException;
import org.hamail.plugin.Cause;

/**
 * The logins of one protocol: tries every mechanism that server and probe have in common until one is not refused: a server may offer one that it cannot
 * carry out, e.g. CRAM-MD5 where only saslauthd knows the passwords.
 */
public abstract class LoginInOrder {
    public final void run() throws IOException {
        Optional<MailFault> refused = Optional.empty();
        for (String mechanism : inCommon()) {
            Optional<MailFault> refusal = next(mechanism, refused);
            if (refusal.isEmpty()) {
                return;
            }
            refused = Optional.of(weightier(refused, refusal.get()));
        }
        throw refused.orElseGet(() -> MailFault.of(Cause.AUTH, "the server offers no login that the probe knows"));
    }

    /** A server that hangs up instead of an answer has said all with its refusal before. */
    private Optional<MailFault> next(String mechanism, Optional<MailFault> before) throws IOException {
        try {
            return refusal(mechanism);
        } catch (MailFault | NetworkException fault) {
            if (before.isPresent() && Silence.isEnd(fault)) {
                throw before.get();
            }
            throw fault;
        }
    }

    /** The plainest mechanism comes last and is refused for the account's own reasons; a refused command says nothing of the account. */
    private static MailFault weightier(Optional<MailFault> before, MailFault last) {
        boolean ofTheAccount = before.isPresent() && before.get().reason() == Cause.AUTH;
        return ofTheAccount && last.reason() == Cause.REJECTED ? before.get() : last;
    }

    /** The logins that server and probe have in common, in the order in which they are tried. */
    protected abstract List<String> inCommon();

    /**
     * Tries one of them: the server's refusal, or nothing once the account is logged in.
     *
     * @throws MailFault when the reply is none to a login, or ends the connection
     */
    protected abstract Optional<MailFault> refusal(String mechanism) throws IOException;
}
