package org.hamail.directory;

import java.io.IOException;
import org.hamail.plugin.Cause;

/** The conversation cannot go on because of what the directory said: the precise cause, and a clause for people, not yet harmless. */
final class LdapFault extends IOException {
    private static final long serialVersionUID = 1L;

    private final Cause reason;

    LdapFault(Cause reason, String clause) {
        super(clause);
        this.reason = reason;
    }

    static LdapFault garbled(String what) {
        return new LdapFault(Cause.GARBLED, "not LDAP: the server sent " + what);
    }

    Cause reason() {
        return reason;
    }

    /** An expected outcome: where it was made tells nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
