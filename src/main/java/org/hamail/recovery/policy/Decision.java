package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Series;

/**
 * What the policy wants, why, and every gate that it looked at.
 *
 * @param made as the journal keeps it
 * @param daemon a role, or {@code all}; empty when nothing is to be done
 * @param target of a failover, once the engine was asked
 * @param opensAt when a wait alone would open the closed gates
 * @param missing the gates that the action needs and that nobody has read yet, in their order
 * @param suspect the series whose evidence led to it; the worker's own probe asks this daemon
 * @param othersDue whether evidence of other daemons still asks for an action, so that a worker should look at it
 */
public record Decision(
        Word word,
        DecisionRecord made,
        Optional<String> daemon,
        Optional<String> target,
        Optional<Instant> opensAt,
        List<GateDefinition> missing,
        Optional<Series> suspect,
        boolean othersDue) {
    public Decision {
        missing = List.copyOf(missing);
    }

    /** Its id, e.g. {@code restart-absent}. */
    public String rule() {
        return made.rule();
    }

    /** One sentence for the operator. */
    public String reason() {
        return made.reason();
    }

    public List<Gate> gates() {
        return made.gates();
    }

    /** Sequence numbers of the entries that led to it. */
    public List<Long> because() {
        return made.because();
    }

    /** Whether it is an action and every gate that it needs was really read; only then it may be done. */
    public boolean complete() {
        return word.acts() && missing.isEmpty();
    }

    /** What a worker has to ask for the gates that nobody has read yet; the storm ledger is read under the locks. */
    public List<Question<?>> questions() {
        List<Question<?>> questions = new ArrayList<>();
        for (GateDefinition gate : missing) {
            if (gate != GateDefinition.STORM) {
                questions.add(gate.question());
            }
        }
        return questions;
    }

    /** Whether {@code gate} is closed. */
    public boolean isRefusedBy(GateDefinition gate) {
        return gates().stream().anyMatch(each -> gate.is(each) && each.isClosed());
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
