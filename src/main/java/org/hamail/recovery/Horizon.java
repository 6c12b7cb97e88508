package org.hamail.recovery;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.hamail.recovery.fault.DecisionMade;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.Gate;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.policy.PolicySettings;

/**
 * How far back the journal must be read: beyond every window of the policy, and to a decision that found nothing in progress
 * and nothing unacknowledged, so that whatever lies before it is over and done with.
 */
final class Horizon implements Predicate<Entry> {
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Moment now;
    private final Duration span;

    Horizon(PolicySettings settings, Moment now) {
        this.now = now;
        this.span = List.of(settings.retryInterval(), settings.pingpongInterval(), settings.settle()).stream()
                .reduce(Duration.ZERO, (a, b) -> a.compareTo(b) >= 0 ? a : b)
                .plus(MARGIN);
    }

    @Override
    public boolean test(Entry entry) {
        return entry.event() instanceof DecisionMade decision
                && now.since(entry.at()).compareTo(span) > 0
                && isOpen(decision, "progress")
                && isOpen(decision, "acknowledged");
    }

    private static boolean isOpen(DecisionMade decision, String name) {
        for (Gate gate : decision.gates()) {
            if (gate.gate().equals(name)) {
                return Boolean.TRUE.equals(gate.open());
            }
        }
        return false;
    }
}
