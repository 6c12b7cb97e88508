package org.hamail.checks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
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
        Texts.word(option, text, LONGEST);
        noPort(option, text);
        String value = withoutBrackets(text);
        boolean six = Family.isIpv6Literal(value);
        if ((six && family == Family.IPV4) || (Family.isIpv4Literal(value) && family == Family.IPV6)) {
            throw new UsageException(
                    "--" + option + ": " + Texts.quoted(value) + " is not an address of the family asked for");
        }
        checkCharacters(option, value, six);
        if (six) {
            checkIpv6(option, value);
        }
        return value;
    }

    private static void checkCharacters(String option, String value, boolean six) throws UsageException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean known = isOfName(c) || c == '.' || c == '-' || c == '_' || (six && (c == ':' || c == '%'));
            if (!known) {
                throw new UsageException("--" + option + ": " + Texts.quoted(value) + " is not a host name or address");
            }
        }
    }

    private static void noPort(String option, String text) throws UsageException {
        int colon = text.lastIndexOf(':');
        boolean only = colon >= 0 && text.indexOf(':') == colon;
        if (only || text.matches("\\[.*]:[^]]*")) {
            String port = option.equals("hostname") ? "port" : option.replace("host", "port");
            throw new UsageException("--" + option + ": " + Texts.quoted(text)
                    + " has a port in it; give the host alone, and the port with --" + port);
        }
    }

    private static void checkIpv6(String option, String value) throws UsageException {
        int percent = value.indexOf('%');
        String address = percent < 0 ? value : value.substring(0, percent);
        if (!address.matches("[0-9a-fA-F:.]+") || !isReadable(address)) {
            throw new UsageException("--" + option + ": " + Texts.quoted(value) + " is not an IPv6 address");
        }
        if (percent >= 0 && !isReadable(value)) {
            throw new UsageException("--" + option + ": " + Texts.quoted(value) + ": there is no network interface "
                    + Texts.quoted(value.substring(percent + 1)) + " here");
        }
    }

    /** What begins like an address and has a colon in it is never looked up. */
    private static boolean isReadable(String address) {
        try {
            InetAddress.getByName(address);
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Letters of any script; those with a mark may come as two characters. */
    private static boolean isOfName(char c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static String withoutBrackets(String text) {
        String inner = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
        return Family.isIpv6Literal(inner) ? inner : text;
    }
}
