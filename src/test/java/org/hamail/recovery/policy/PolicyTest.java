package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome;
import org.junit.jupiter.api.Test;

class PolicyTest {
    @Test
    void localAbsenceRestarts() {
        Decision decision = new Story().then(absent(Role.IMAPD)).decide();
        assertEquals(Decision.Word.RESTART, decision.word());
        assertEquals("restart-absent", decision.rule());
        assertEquals("imapd is absent (seen locally): restart 1 of 2 within 1h", decision.reason());
        assertEquals(List.of(1L), decision.because());
        assertTrue(decision.complete());
    }

    @Test
    void handlerPlansAndLeavesRestToWorker() {
        Decision decision = Policy.decide(new Story().then(absent(Role.IMAPD)).handler());
        assertEquals(Decision.Word.RESTART, decision.word());
        assertFalse(decision.complete());
        assertEquals("progress engine confirm", Story.missing(decision));
    }

    @Test
    void aRestartThatFailedLeadsOnToFailover() {
        Decision decision = new Story()
                .then(timeout(Role.IMAPD, Observer.LOCAL))
                .begun("a1", Action.RESTART)
                .ended("a1", Outcome.Result.DONE)
                .verified("a1", false)
                .decide();
        assertEquals("failover-restart-failed", decision.rule());
        assertEquals(Optional.of("phys-b"), decision.target());
    }

    @Test
    void twoSuccessiveRemoteTimeoutsTakeOver() {
        Story story = new Story().then(timeout(Role.SMTPD, Observer.REMOTE));
        assertEquals("too-little", story.decide().rule());
        story.after(Duration.ofMinutes(5)).then(timeout(Role.SMTPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void nextFaultAfterLastRestartFailsOver() {
        Story story = new Story();
        for (String id : List.of("a1", "a2")) {
            story.then(absent(Role.POPD)).decided();
            story.done(id, Action.RESTART).after(Duration.ofMinutes(10));
        }
        Decision decision = story.then(absent(Role.POPD)).decide();
        assertEquals("failover-budget", decision.rule());
    }
}
