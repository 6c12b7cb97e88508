package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.fault.Gate;

/**
 * What the policy wants, why, and every gate that it looked at.
 *
 * @param rule its id, e.g. {@code restart-absent}
 * @param reason one sentence for the operator
 * @param because sequence numbers of the entries that led to it
 * @param daemon a role, or {@code all}; empty when nothing is to be done
 * @param target of a failover, once the engine was asked
 * @param complete whether every gate that the action needs was really read; only then it may be done
 * @param opensAt when a wait alone would open the closed gates
 */
public record Decision(
        Word word,
        String rule,
        String reason,
        List<Gate> gates,
        List<Long> because,
        Optional<String> daemon,
        Optional<String> target,
        boolean complete,
        Optional<Instant> opensAt) {
    public Decision {
        gates = List.copyOf(gates);
        because = List.copyOf(because);
    }

    /** The four decisions: too little evidence or healed; restart; failover; a gate is closed. */
    public enum Word {
        NONE,
        RESTART,
        FAILOVER,
        HOLD
    }
}
