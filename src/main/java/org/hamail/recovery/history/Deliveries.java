package org.hamail.recovery.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.jspecify.annotations.Nullable;

/** Which notifications have been delivered: a monitoring core may deliver the same one twice, or two cores may do it. */
final class Deliveries {
    private static final Duration SAME_EVENT = Duration.ofSeconds(60);

    private final Map<EventKey, Moment> delivered = new HashMap<>();

    Deliveries() {}

    Deliveries(Deliveries other) {
        delivered.putAll(other.delivered);
    }

    /** Whether it was delivered before; takes note of one that was not. */
    boolean isRepeated(Moment at, Notification said) {
        EventKey key = EventKey.of(said);
        Moment first = delivered.get(key);
        if (first != null && (key.eventId().isPresent() || justBefore(at, first))) {
            return true;
        }
        delivered.put(key, at);
        return false;
    }

    private static boolean justBefore(Moment at, Moment first) {
        Duration since = at.since(first);
        return !since.isNegative() && since.compareTo(SAME_EVENT) <= 0;
    }

    /** What makes two deliveries the same event; without an id they must also be close in time. */
    private record EventKey(
            NodeSeries series, String state, String stateType, String attempt, Optional<String> eventId) {
        static EventKey of(Notification said) {
            return new EventKey(NodeSeries.of(said), said.state(), said.stateType(), said.attempt(), id(said));
        }

        // written out, as those of Series are
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof EventKey key
                    && series.equals(key.series)
                    && state.equals(key.state)
                    && stateType.equals(key.stateType)
                    && attempt.equals(key.attempt)
                    && eventId.equals(key.eventId);
        }

        @Override
        public int hashCode() {
            return ((series.hashCode() * 31 + state.hashCode()) * 31 + attempt.hashCode()) * 31 + eventId.hashCode();
        }

        /** A macro that is empty, was not expanded or counts no event names no event. */
        private static Optional<String> id(Notification said) {
            return said.eventId().filter(id -> !id.isBlank() && !id.startsWith("$") && !id.equals("0"));
        }
    }
}
