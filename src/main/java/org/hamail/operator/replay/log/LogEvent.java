package org.hamail.operator.replay.log;

import java.util.function.UnaryOperator;

/**
 * A line of a log that says something about the state of a service or a host.
 *
 * @param at seconds since 1970
 * @param service empty for a host
 * @param state of a service or host, or what happened to a downtime
 * @param text the output of the check, or the text of a downtime
 */
public record LogEvent(
        long at,
        LogKind kind,
        String host,
        String service,
        String state,
        String stateType,
        String attempt,
        String text) {
    /** The same, in words that {@code known} keeps. */
    LogEvent withKnown(UnaryOperator<String> known) {
        return new LogEvent(
                at,
                kind,
                known.apply(host),
                known.apply(service),
                known.apply(state),
                known.apply(stateType),
                known.apply(attempt),
                known.apply(text));
    }
}
