package org.hamail.recovery.policy;

import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.fault.Series;

/** What the monitoring core says now of the services of a logical host, as far as gates depend on it. */
public record CoreWords(Map<Series, Word> words) {
    public CoreWords {
        words = Map.copyOf(words);
    }

    /**
     * What it says of one of them.
     *
     * @param downtime how many downtimes of service and host are in force
     * @param hostState {@code UP}, {@code DOWN} or {@code UNREACHABLE}
     * @param handled whether an event handler of the service's own is switched on
     */
    public record Word(String downtime, String hostState, boolean handled) {}

    /** Of {@code series}; empty when the core does not show it. */
    public Optional<Word> of(Series series) {
        return Optional.ofNullable(words.get(series));
    }
}
