package org.hamail.operator;

import java.util.ArrayList;
import java.util.List;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * The handler's decisions of a journal, made again by the policy and the settings of today: what a change of either would have
 * meant.
 *
 * @param decisions how many were made again
 * @param differences a line for each that would be different
 */
public record Replay(int decisions, List<String> differences) {
    public Replay {
        differences = List.copyOf(differences);
    }

    /** Replays {@code entries}, the whole journal, oldest first. */
    public static Replay of(List<Entry> entries, PolicySettings settings, FaultRules rules) {
        int decisions = 0;
        var differences = new ArrayList<String>();
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).event() instanceof DecisionRecord recorded
                    && entries.get(i - 1).event() instanceof Notification) {
                decisions++;
                Decision today = again(entries.subList(0, i), entries.get(i), recorded, settings, rules);
                if (!today.rule().equals(recorded.rule())) {
                    differences.add("#" + entries.get(i).seq() + " was " + recorded.decision() + " ("
                            + recorded.rule() + "), today " + today.word().word() + " (" + today.rule() + "): "
                            + today.reason());
                }
            }
        }
        return new Replay(decisions, differences);
    }

    private static Decision again(
            List<Entry> before, Entry at, DecisionRecord recorded, PolicySettings settings, FaultRules rules) {
        return Policy.decide(Situation.of(at.at(), settings, FaultHistory.of(before, rules), service(recorded))
                .withOtherWorker(new Reading.Known<>(false, "journal", 0)));
    }

    /** The switch as the recorded decision saw it. */
    private static Reading<ServiceState> service(DecisionRecord recorded) {
        for (Gate gate : recorded.gates()) {
            if (gate.gate().equals("service") && gate.value() != null) {
                return position(gate.value());
            }
        }
        return new Reading.Known<>(ServiceState.initial(), "journal", 0);
    }

    private static Reading<ServiceState> position(String value) {
        ServiceState on = ServiceState.initial();
        if (value.startsWith("paused") || value.startsWith("off")) {
            var position = value.startsWith("off") ? ServiceState.Switch.OFF : ServiceState.Switch.PAUSED;
            return new Reading.Known<>(
                    new ServiceState(position, on.who(), on.reason(), on.since(), on.until()), "journal", 0);
        }
        return value.startsWith("on")
                ? new Reading.Known<>(on, "journal", 0)
                : new Reading.Unreadable<>(value, "journal");
    }
}
