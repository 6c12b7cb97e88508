package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.ok;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.GrowingHistory;
import org.hamail.recovery.history.StandingFault;
import org.junit.jupiter.api.Test;

/** A history that keeps no records forgets only what cannot matter any more. */
class GrowingHistoryTest {
    /** With one more than these it looks for what is too old. */
    private static final int KEPT = 64;

    private static final Duration LONG = Duration.ofHours(2);

    private static GrowingHistory grown(Story story) {
        var growing = new GrowingHistory(story.settings.faultRules());
        story.history().entries().forEach(growing::take);
        return growing;
    }

    private static Story failedOver(Story story, String id) {
        return story.begun(id, Action.FAILOVER).ended(id, Outcome.Result.FAILED);
    }

    @Test
    void oldActionsAreKeptWhileTheyHold() {
        Story story = new Story().done("an old failover", Action.FAILOVER);
        failedOver(story, "acknowledged").operator("ack");
        failedOver(story, "hard stop").done("last failover", Action.FAILOVER);
        story.begun("without an end", Action.RESTART).begun("ended just now", Action.RESTART);
        for (int i = 6; i < KEPT; i++) {
            story.done("restart " + i, Action.RESTART);
        }
        story.after(LONG).ended("ended just now", Outcome.Result.FAILED).begun("now", Action.RESTART);
        assertEquals(
                List.of("hard stop", "last failover", "without an end", "ended just now", "now"),
                grown(story).history().actions().stream()
                        .map(trace -> trace.intent().id())
                        .toList());
    }

    @Test
    void evidenceThatIsTooOldIsForgotten() {
        Story story = new Story();
        for (int i = 1; i < KEPT; i++) {
            story.then(timeout(Role.POPD, Observer.REMOTE));
        }
        story.after(LONG).then(timeout(Role.IMAPD, Observer.REMOTE));
        assertTrue(grown(story).hasEvidence());
        story.then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE));
        assertTrue(grown(story).hasEvidence(), "the old one, too little to be looked at");
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).begun("a", Action.RESTART);
        assertEquals(1, grown(story).history().evidence(story.now()).size());
        story.ended("a", Outcome.Result.FAILED).then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE));
        assertFalse(grown(story).hasEvidence());
    }

    @Test
    void isAnyStandingCoversEvidenceAndStops() {
        Story story = new Story();
        assertFalse(grown(story).hasEvidence());
        assertFalse(grown(story).isAnyStanding());
        assertFalse(grown(story).isStopped());
        story.then(absent(Role.IMAPD));
        assertTrue(grown(story).hasEvidence());
        assertTrue(grown(story).isAnyStanding());
        assertEquals(
                List.of("imapd absent"),
                grown(story).standing().stream().map(StandingFault::words).toList());
        assertTrue(grown(new Story().operator("pause").then(absent(Role.IMAPD))).hasEvidence(), "suspended as well");
        assertTrue(grown(failedOver(story, "f")).isStopped());
        assertFalse(grown(story.operator("ack")).isStopped());
    }
}
