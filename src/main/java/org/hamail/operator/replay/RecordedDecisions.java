package org.hamail.operator.replay;

import java.util.ArrayList;
import java.util.List;
import org.hamail.model.PolicySettings;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.history.Boots;
import org.hamail.recovery.history.GrowingHistory;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * The handler's decisions of a journal, made again by the policy and the settings of today: what a change of either would have
 * meant.
 *
 * @param count how many were made again
 * @param differences each that would be different; {@code a} was recorded, {@code b} is today's
 */
public record RecordedDecisions(int count, List<Difference> differences) {
    public RecordedDecisions {
        differences = List.copyOf(differences);
    }

    /** Makes those of {@code recorded}, the whole journal, oldest first, again. */
    public static RecordedDecisions of(String logicalHost, List<Entry> recorded, PolicySettings settings) {
        List<Entry> entries = Boots.apart(recorded);
        var history = new GrowingHistory(settings.faultRules());
        int count = 0;
        var differences = new ArrayList<Difference>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (i > 0
                    && entry.event() instanceof DecisionRecord made
                    && entries.get(i - 1).event() instanceof Notification) {
                count++;
                Decision today = again(history, entry, made, settings);
                if (!today.rule().equals(made.rule())) {
                    differences.add(new Difference(
                            entry.at().time(),
                            logicalHost,
                            Difference.words(made.decision(), made.rule()),
                            Difference.words(today.word().word(), today.rule())));
                }
            }
            history.take(entry);
        }
        return new RecordedDecisions(count, differences);
    }

    private static Decision again(GrowingHistory before, Entry at, DecisionRecord recorded, PolicySettings settings) {
        return Policy.decide(Situation.of(at.at(), settings, before.history(), RecordedSwitch.of(recorded))
                .withOtherWorker(new Reading.Known<>(false, "journal", 0)));
    }
}
