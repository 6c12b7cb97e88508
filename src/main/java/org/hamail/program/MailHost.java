package org.hamail.program;

import org.hamail.check.UsageException;
import org.hamail.net.AddressLiteral;
import org.hamail.net.Family;

/** The host that an option names. */
final class MailHost {
    private static final int LONGEST = 253;

    private MailHost() {}

    /**
     * A name of letters, digits, dots, hyphens and underscores, or an address of the family that was asked for; an IPv6
     * address may stand in brackets, as in URLs.
     */
    static String of(String option, String text, Family family) throws UsageException {
        Words.word(option, text, LONGEST);
        String value = withoutBrackets(text);
        boolean six = AddressLiteral.isIpv6(value);
        if ((six && family == Family.IPV4) || (AddressLiteral.isIpv4(value) && family == Family.IPV6)) {
            throw new UsageException(
                    "--" + option + ": " + Words.quoted(value) + " is not an address of the family asked for");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean known =
                    Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || (six && (c == ':' || c == '%'));
            if (!known) {
                throw new UsageException("--" + option + ": " + Words.quoted(value) + " is not a host name or address");
            }
        }
        return value;
    }

    private static String withoutBrackets(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
        return AddressLiteral.isIpv6(inner) ? inner : text;
    }
}
