package org.hamail.directory;

import org.hamail.plugin.Cause;
import org.hamail.probe.Probe.TargetFault;

/**
 * The end of a reply.
 *
 * @param code one of {@link ResultCode}
 * @param diagnosis the directory's own words
 */
record LdapResult(int code, String diagnosis) {
    /** Reads what all replies have in common (LDAPResult, RFC 4511 section 4.1.9). */
    static LdapResult read(BerReader reply) throws LdapFault {
        int code = reply.number(Ber.ENUMERATED);
        reply.text(Ber.OCTETS); // the part of the name that was found
        return new LdapResult(code, reply.text(Ber.OCTETS));
    }

    boolean isSuccess() {
        return code == ResultCode.SUCCESS;
    }

    /** @throws LdapFault unless it is a success */
    void orFault(String step) throws LdapFault {
        if (!isSuccess()) {
            throw fault(step);
        }
    }

    LdapFault fault(String step) {
        return new LdapFault(ResultCode.cause(code), "the directory refuses " + step + ": " + this);
    }

    /** For people. */
    @Override
    public String toString() {
        String words = diagnosis.isBlank() ? "" : ", " + diagnosis.strip();
        return ResultCode.name(code) + " (" + code + ")" + words;
    }

    /** The conversation cannot go on because of what the directory said: the precise cause, and a clause for people, not yet harmless. */
    static final class LdapFault extends TargetFault {
        private static final long serialVersionUID = 1L;

        LdapFault(Cause reason, String clause) {
            super(reason, clause);
        }

        static LdapFault garbled(String what) {
            return new LdapFault(Cause.GARBLED, "not LDAP: the server sent " + what);
        }
    }
}
