package org.hamail.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.GateDefinition;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Situation;

/**
 * When a gate opens so soon that a worker waits for it: within the settle time, and never the ping-pong interval, before whose
 * end people may want to look. What opens later is for the reconciler.
 */
final class GateWait {
    /** Behind the opening itself, so that the gate is open. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private GateWait() {}

    /** How long to wait for what holds {@code decision}, or a fault that stands; empty when waiting is not worth it. */
    static Optional<Duration> of(Decision decision, Situation situation) {
        Instant now = situation.now().time();
        return opening(decision, situation)
                .map(at -> Duration.between(now, at))
                .filter(time -> time.compareTo(situation.settings().settle()) <= 0)
                .map(time -> time.isNegative() ? MARGIN : time.plus(MARGIN));
    }

    private static Optional<Instant> opening(Decision decision, Situation situation) {
        if (decision.word() == Decision.Word.HOLD && decision.opensAt().isPresent()) {
            return decision.opensAt().filter(at -> !decision.isRefusedBy(GateDefinition.PINGPONG));
        }
        return HeldFault.of(situation).stream()
                .filter(fault -> fault.gate().filter(GateDefinition.SETTLE::is).isPresent())
                .flatMap(fault -> fault.opensAt().stream())
                .min(Comparator.naturalOrder());
    }
}
