package org.hamail.mail;

import java.time.Duration;
import java.util.Optional;
import org.hamail.plugin.Range;

/**
 * What a conversation is measured against.
 *
 * @param warn seconds
 * @param crit seconds
 * @param timeout the limit of the conversation
 */
public record Thresholds(Optional<Range> warn, Optional<Range> crit, Duration timeout) {
    public static Thresholds only(Duration timeout) {
        return new Thresholds(Optional.empty(), Optional.empty(), timeout);
    }
}
