package org.hamail.recovery.policy;

import org.hamail.recovery.event.Gate;
import org.hamail.recovery.policy.GateResult.ClosedGate;
import org.hamail.recovery.policy.GateResult.OpenGate;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of what a gate looks at.
 *
 * @param limit what it was compared with
 * @param source who said so
 * @param age in seconds
 */
record Seen(
        String value,
        @Nullable String limit,
        String source,
        @Nullable Long age) {
    Seen(String value, @Nullable String limit, String source) {
        this(value, limit, source, null);
    }

    Seen aged(long seconds) {
        return new Seen(value, limit, source, seconds);
    }

    OpenGate open() {
        return new OpenGate(this);
    }

    ClosedGate closed(Rule rule, String detail) {
        return new ClosedGate(rule, detail, this);
    }

    Gate recorded(String name, boolean open, @Nullable String opensAt) {
        return new Gate(name, open, value, limit, source, age, opensAt);
    }
}
