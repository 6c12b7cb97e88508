package org.hamail.directory;

import org.hamail.plugin.Cause;
import org.hamail.probe.TargetFault;

/** The conversation cannot go on because of what the directory said: the precise cause, and a clause for people, not yet harmless. */
final class LdapFault extends TargetFault {
    private static final long serialVersionUID = 1L;

    LdapFault(Cause reason, String clause) {
        super(reason, clause);
    }

    static LdapFault garbled(String what) {
        return new LdapFault(Cause.GARBLED, "not LDAP: the server sent " + what);
    }
}
