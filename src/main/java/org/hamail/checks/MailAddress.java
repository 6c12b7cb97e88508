package org.hamail.checks;

import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;

/** An address as it stands in an SMTP command. */
final class MailAddress {
    private static final int LONGEST = 320;

    private MailAddress() {}

    /** The address without its angle brackets; {@code <>} is the empty one, from which bounces come. */
    static String of(String option, String value) throws UsageException {
        Texts.word(option, value, LONGEST);
        boolean enclosed = value.startsWith("<") && value.endsWith(">");
        String address = enclosed ? value.substring(1, value.length() - 1) : value;
        if (address.indexOf('<') >= 0 || address.indexOf('>') >= 0) {
            throw new UsageException("--" + option + ": " + Texts.quoted(value) + " is not a mail address");
        }
        return address;
    }
}
