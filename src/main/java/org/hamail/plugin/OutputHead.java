package org.hamail.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an output line begins with, e.g. {@code SMTP OK: } or {@code IMAP CRITICAL [refused]: }, read from a line that somebody
 * handed on.
 */
public final class OutputHead {
    private static final Pattern HEAD =
            Pattern.compile("([A-Z0-9]{1,20}) (?:OK|WARNING|CRITICAL|UNKNOWN)(?: \\[[^\\]]*\\])?: ");

    private OutputHead() {}

    /** Whose result it is; empty when no check of ours wrote it. */
    public static Optional<String> label(String output) {
        Matcher matcher = HEAD.matcher(output);
        return matcher.lookingAt() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
