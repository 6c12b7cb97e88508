package org.hamail.recovery.history;

import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.OperatorCommand;
import org.jspecify.annotations.Nullable;

/** What an operator did that later decisions depend on: the switch, opened gates, an action that was asked for. */
final class OperatorActs {
    /** What ends a downtime that no notification has ended. */
    private static final Set<String> OPENS_GATES = Set.of("resume", "on", "ack", "reconcile");

    private @Nullable OperatorCommand lastSwitch;

    private @Nullable Entry gateOpening;

    /** The sequence number of the last record of somebody who wanted an action; its intent is the record behind it. */
    private long wanted = -1;

    OperatorActs() {}

    OperatorActs(OperatorActs other) {
        lastSwitch = other.lastSwitch;
        gateOpening = other.gateOpening;
        wanted = other.wanted;
    }

    void take(Entry entry, OperatorCommand act) {
        if (OPENS_GATES.contains(act.verb())) {
            gateOpening = entry;
        }
        switch (act.verb()) {
            case "pause", "off", "on" -> lastSwitch = act;
            case "resume" -> lastSwitch = isOff() ? lastSwitch : act;
            case "restart", "switch" -> wanted = entry.seq();
            default -> {
                // other verbs leave their own intents
            }
        }
    }

    /** A notification tells of downtime and host again. */
    void takeNotification() {
        gateOpening = null;
    }

    /** The switch may have been set further back than was read. */
    void take(DecisionRecord decision) {
        if (lastSwitch == null) {
            lastSwitch = EvidenceConsumption.switchSeen(decision);
        }
    }

    private boolean isOff() {
        return lastSwitch != null && lastSwitch.verb().equals("off");
    }

    /** Whether the action whose intent this is was asked for by an operator. */
    boolean wanted(Entry intent) {
        return wanted == intent.seq() - 1;
    }

    /** The last of {@code pause}, {@code off}, {@code on}, {@code resume} that took effect. */
    Optional<OperatorCommand> lastSwitch() {
        return Optional.ofNullable(lastSwitch);
    }

    /** The verb of the last switch when it was one that closes: {@code pause} or {@code off}. */
    Optional<String> switchedOffBy() {
        return lastSwitch().map(OperatorCommand::verb).filter(verb -> verb.equals("pause") || verb.equals("off"));
    }

    Optional<Entry> gateOpening() {
        return Optional.ofNullable(gateOpening);
    }
}
