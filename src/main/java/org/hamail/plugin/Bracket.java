package org.hamail.plugin;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bracket of an output line that somebody handed on: how the cause survives to those who act.
 *
 * @param status that the check itself gave, before anybody changed its exit code
 * @param cause its word, known or not
 * @param phase empty when there is none
 */
public record Bracket(Status status, String cause, Optional<String> phase) {
    private static final Pattern PLACE =
            Pattern.compile("[A-Z0-9]{1,20} (OK|WARNING|CRITICAL|UNKNOWN) \\[([a-z-]{1,20})(?:/([a-z]{1,20}))?\\]:");

    /** The bracket directly behind the state at the beginning of {@code output}; empty when there is none. */
    public static Optional<Bracket> in(String output) {
        Matcher matcher = PLACE.matcher(output);
        return matcher.lookingAt()
                ? Optional.of(new Bracket(
                        Status.valueOf(matcher.group(1)), matcher.group(2), Optional.ofNullable(matcher.group(3))))
                : Optional.empty();
    }
}
