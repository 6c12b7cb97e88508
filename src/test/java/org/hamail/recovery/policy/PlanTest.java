package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Series;
import org.junit.jupiter.api.Test;

/** Which of several suspicions leads, and what is said when none asks for anything. */
class PlanTest {
    private static Story remoteTimeoutWhile(String verb, String then) {
        return new Story()
                .operator(verb)
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .operator(then);
    }

    @Test
    void answerToReportIsNotOtherFault() {
        Story story = new Story()
                .then(absent(Role.POPD))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
        assertEquals("restart-absent", story.decided().decide().rule());
    }

    @Test
    void unactionableFaultDoesNotHideAnother() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .decided()
                .then(timeout(Role.MSHTTPD, Observer.LOCAL))
                .decided();
        assertEquals("restart-absent", story.decide().rule());
    }

    @Test
    void decisionNamesSeriesThatLedToIt() {
        assertEquals(
                Optional.of(new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL)),
                new Story().then(absent(Role.IMAPD)).decide().suspect());
        assertEquals(
                Optional.empty(),
                new Story().then(timeout(Role.IMAPD, Observer.REMOTE)).decide().suspect());
    }

    @Test
    void takeoverNeedsItsOwnFailedRestart() {
        Story story = new Story()
                .begun("r", Action.RESTART)
                .ended("r", Outcome.Result.FAILED)
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
        assertEquals(List.of(3L, 4L), story.decide().because());
        story.then(absent(Role.IMAPD));
        assertEquals("failover-restart-failed", story.decide().rule());
        assertEquals(List.of(2L, 5L), story.decide().because());
    }

    @Test
    void otherSuspicionIsNotReasonOfLastReport() {
        Story story = new Story()
                .then(timeout(Role.POPD, Observer.REMOTE))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE).node("phys-z"))
                .decided();
        assertEquals("spent", story.decide().rule());
    }

    @Test
    void evidenceThatHasJustLeftWindowHasExpired() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(Duration.ofHours(1));
        assertEquals("expired", story.decide().rule());
    }

    @Test
    void spentEvidenceSaysWhyItDoesNotCount() {
        String why = "recorded while the service was not on";
        Story decided = remoteTimeoutWhile("pause", "resume").decided();
        assertTrue(decided.decide().reason().contains(why), decided.decide().reason());
        Story alone = new Story().operator("pause").then(absent(Role.IMAPD)).operator("resume");
        assertTrue(alone.decide().reason().contains(why), alone.decide().reason());
        Story besideOther = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .decided()
                .operator("pause")
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .operator("resume");
        assertEquals("spent", besideOther.decide().rule());
        assertTrue(
                besideOther.decide().reason().contains(why),
                besideOther.decide().reason());
    }

    @Test
    void littleConsumedEvidenceIsTooLittle() {
        Story story = remoteTimeoutWhile("pause", "resume");
        assertEquals("too-little", story.decide().rule());
    }

    @Test
    void consumedEvidenceKeepsAnotherFaultDue() {
        Story story = new Story()
                .then(absent(Role.POPD))
                .decided()
                .operator("pause")
                .then(absent(Role.IMAPD))
                .operator("resume");
        Decision answer = story.decide();
        assertEquals("spent", answer.rule());
        assertTrue(answer.othersDue());
    }
}
