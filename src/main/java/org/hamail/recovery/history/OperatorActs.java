package org.hamail.recovery.history;

import java.util.Optional;
import org.hamail.recovery.event.ByHand;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.OperatorCommand;
import org.jspecify.annotations.Nullable;

/** What an operator did that later decisions depend on: the switch, opened gates, an action that was asked for. */
final class OperatorActs {
    private @Nullable OperatorCommand lastSwitch;

    /** What ends a downtime that no notification has ended. */
    private @Nullable Entry gateOpening;

    /** The last record of an operator who asked for an action. */
    private @Nullable Entry wanted;

    OperatorActs() {}

    OperatorActs(OperatorActs other) {
        lastSwitch = other.lastSwitch;
        gateOpening = other.gateOpening;
        wanted = other.wanted;
    }

    void take(Entry entry, OperatorCommand act) {
        if (act.opensGates()) {
            gateOpening = entry;
        }
        if (act.asksForAction()) {
            wanted = entry;
        }
        takeSwitch(act);
    }

    private void takeSwitch(OperatorCommand act) {
        switch (act.verb()) {
            case "pause", "off", "on" -> lastSwitch = act;
            case "resume" -> lastSwitch = isOff() ? lastSwitch : act;
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
            lastSwitch = DecisionEffect.switchSeen(decision);
        }
    }

    private boolean isOff() {
        return lastSwitch != null && lastSwitch.verb().equals("off");
    }

    /** Whether the action whose intent this is was asked for by an operator. */
    boolean wanted(Entry intent) {
        return ByHand.isAsked(intent, Optional.ofNullable(wanted));
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
