package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Series;

/**
 * What the policy wants, why, and every gate that it looked at.
 *
 * @param rule its id, e.g. {@code restart-absent}
 * @param reason one sentence for the operator
 * @param because sequence numbers of the entries that led to it
 * @param daemon a role, or {@code all}; empty when nothing is to be done
 * @param target of a failover, once the engine was asked
 * @param complete whether it is an action and every gate that it needs was really read; only then it may be done
 * @param opensAt when a wait alone would open the closed gates
 * @param missing the gates that the action needs and that nobody has read yet, in their order
 * @param suspect the series whose evidence led to it; the worker's own probe asks this daemon
 * @param othersDue whether evidence of other daemons still asks for an action, so that a worker should look at it
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
        Optional<Instant> opensAt,
        List<String> missing,
        Optional<Series> suspect,
        boolean othersDue) {
    public Decision {
        gates = List.copyOf(gates);
        because = List.copyOf(because);
        missing = List.copyOf(missing);
    }

    /** Whether {@code gate} is closed. */
    public boolean refusedBy(String gate) {
        return gates.stream().anyMatch(each -> each.gate().equals(gate) && Boolean.FALSE.equals(each.open()));
    }

    /** As the journal keeps it. */
    public DecisionRecord made() {
        return new DecisionRecord(word.word(), rule, reason, gates, because);
    }

    /** The four decisions: too little evidence or healed; restart; failover; a gate is closed. */
    public enum Word {
        NONE,
        RESTART,
        FAILOVER,
        HOLD;

        private final String word = name().toLowerCase(Locale.ROOT);

        /** As printed and in the journal. */
        public String word() {
            return word;
        }

        /** Whether it asks for something to be done. */
        public boolean acts() {
            return this == RESTART || this == FAILOVER;
        }
    }
}
