package org.hamail.mail;

import java.time.Duration;
import java.util.Optional;
import org.hamail.plugin.Range;
import org.hamail.probe.ExpiryRule;

/**
 * What a conversation is measured against.
 *
 * @param warn seconds
 * @param crit seconds
 * @param timeout the limit of the conversation
 * @param expiry of the certificates that the server shows
 */
public record Thresholds(Optional<Range> warn, Optional<Range> crit, Duration timeout, Optional<ExpiryRule> expiry) {
    public static Thresholds only(Duration timeout) {
        return new Thresholds(Optional.empty(), Optional.empty(), timeout, Optional.empty());
    }
}
