package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.gate;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome.Result;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of earlier actions, and what that leaves. */
class ActionsTest {
    private static final Duration LATER = Duration.ofMinutes(10);

    private static Story absentAgain(Story story) {
        return story.then(absent(Role.IMAPD));
    }

    private static Story restarted(int times) {
        Story story = new Story();
        for (int i = 1; i <= times; i++) {
            absentAgain(story).decided().done("a" + i, Action.RESTART).after(LATER);
        }
        return story;
    }

    @Test
    void budgetAllowsLastRestartAndNotOneMore() {
        assertEquals("restart-absent", absentAgain(restarted(1)).decide().rule());
        Decision next = absentAgain(restarted(2)).decide();
        assertEquals("failover-budget", next.rule());
        assertEquals(false, gate(next, "budget").open());
        assertEquals("2", gate(next, "budget").value());
    }

    @Test
    void restartLeavesBudgetWhenWindowHasPassed() {
        Story story = restarted(2).after(Duration.ofMinutes(40).minusMillis(1));
        assertEquals("failover-budget", absentAgain(story).decide().rule());
        story = restarted(2).after(Duration.ofMinutes(40));
        assertEquals("restart-absent", absentAgain(story).decide().rule());
    }

    @Test
    void budgetSaysWhenRestartIsLeftAgain() {
        Decision decision = absentAgain(restarted(2)).decide();
        assertEquals("2026-03-01T13:00:00.000Z", gate(decision, "budget").opensAt());
    }

    @Test
    void withoutRestartsTheFirstFaultFailsOver() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        assertEquals("failover-budget", absentAgain(story).decide().rule());
        assertEquals(null, gate(story.decide(), "budget").opensAt());
    }

    @Test
    void aRefusedRestartIsAFailedRestart() {
        Story story = absentAgain(new Story()).begun("a1", Action.RESTART).ended("a1", Result.FAILED);
        assertEquals("failover-restart-failed", story.decide().rule());
    }

    @Test
    void refusedRestartOfWorkingServiceIsNoFailure() {
        Story story = absentAgain(new Story())
                .begun("a1", Action.RESTART)
                .ended("a1", Result.FAILED)
                .verified("a1", true)
                .after(LATER);
        assertEquals("restart-absent", absentAgain(story).decide().rule());
    }

    @Test
    void aFailedRestartStartsNoSettleTime() {
        Story story = absentAgain(new Story())
                .begun("a1", Action.RESTART)
                .ended("a1", Result.DONE)
                .verified("a1", false);
        assertEquals("never", gate(story.decide(), "settle").value());
    }

    @Test
    void healedServiceIsRestartedAtNextFault() {
        Story story = absentAgain(new Story())
                .begun("a1", Action.RESTART)
                .ended("a1", Result.DONE)
                .verified("a1", false);
        Situation healed = story.worker().with(Question.CONFIRM, Story.known(new Confirmation.Healed("slow start")));
        story.then(Policy.decide(healed).made()).after(LATER);
        assertEquals("restart-absent", absentAgain(story).decide().rule());
    }

    @Test
    void failedRestartIsForgottenWhenWindowHasPassed() {
        Story story = new Story().begun("a1", Action.RESTART).ended("a1", Result.FAILED);
        story.after(Duration.ofHours(1).minusMillis(1));
        assertEquals("failover-restart-failed", absentAgain(story).decide().rule());
        story.after(Duration.ofMillis(1));
        assertEquals("restart-absent", absentAgain(story).decide().rule());
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void anIntentWithoutAnOutcomeHoldsEverything(Action action) {
        Story story = absentAgain(new Story()).begun("a1", action);
        assertEquals("progress", story.decide().rule());
        assertEquals("progress", absentAgain(story).decide().rule());
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            names = {"DONE", "INDETERMINATE"})
    void anActionThatNobodyHasVerifiedIsStillInProgress(Result result) {
        Story story = absentAgain(new Story()).begun("a1", Action.RESTART).ended("a1", result);
        assertEquals("progress", story.decide().rule());
    }

    @Test
    void anIndeterminateRestartThatIsVerifiedWasDone() {
        Story story = absentAgain(new Story())
                .begun("a1", Action.RESTART)
                .ended("a1", Result.INDETERMINATE)
                .verified("a1", true)
                .after(LATER);
        assertEquals("restart-absent", absentAgain(story).decide().rule());
        assertEquals(1, story.history().restarts(story.now()));
    }

    @Test
    void unverifiedIndeterminateRestartBlocksUntilAck() {
        Story story = absentAgain(new Story())
                .begun("a1", Action.RESTART)
                .ended("a1", Result.INDETERMINATE)
                .verified("a1", false)
                .after(Duration.ofDays(30));
        assertEquals("blocked", absentAgain(story).decide().rule());
        story.operator("ack");
        assertEquals("restart-absent", absentAgain(story).decide().rule());
    }

    @ParameterizedTest
    @EnumSource(Result.class)
    void failoverThatIsNotVerifiedIsHardStop(Result result) {
        Story story = absentAgain(new Story())
                .begun("f1", Action.FAILOVER)
                .ended("f1", result)
                .verified("f1", false)
                .after(Duration.ofDays(1));
        Decision decision = absentAgain(story).decide();
        assertEquals("blocked", decision.rule());
        assertFalse(decision.complete());
        assertEquals(
                "restart-absent", absentAgain(story.operator("ack")).decide().rule());
    }

    @Test
    void verifiedActionOfOperatorDoesNotReplaceAck() {
        Story story = new Story()
                .begun("f1", Action.FAILOVER)
                .ended("f1", Result.FAILED)
                .done("r1", Action.RESTART)
                .after(LATER);
        assertEquals("blocked", absentAgain(story).decide().rule());
    }

    @Test
    void ackDoesNotEndActionInProgress() {
        Story story = absentAgain(new Story()).begun("a1", Action.RESTART).operator("ack");
        assertEquals("progress", absentAgain(story).decide().rule());
    }

    @Test
    void afterAnAckTheBudgetStays() {
        Story story = restarted(2).operator("ack");
        assertEquals("failover-budget", absentAgain(story).decide().rule());
    }

    @Test
    void afterAnAckThePingpongIntervalStays() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        story.begun("f1", Action.FAILOVER)
                .ended("f1", Result.FAILED)
                .operator("ack")
                .after(LATER);
        assertEquals("pingpong", absentAgain(story).decide().rule());
    }

    @Test
    void pingpongIntervalCountsFromEndOfFirstFailover() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        story.begun("f1", Action.FAILOVER).after(LATER).ended("f1", Result.DONE).after(LATER);
        story.verified("f1", true).after(Duration.ofHours(1).minusMillis(1));
        Decision decision = absentAgain(story).decide();
        assertEquals("pingpong", decision.rule());
        assertEquals("2026-03-01T13:20:00.000Z", gate(decision, "pingpong").opensAt());
        assertEquals(
                "failover-budget", story.after(Duration.ofMillis(1)).decide().rule());
    }

    @Test
    void restartIsNotStoppedByPingpongInterval() {
        Story story = new Story().done("f1", Action.FAILOVER).after(LATER);
        assertEquals("restart-absent", absentAgain(story).decide().rule());
    }

    @Test
    void backwardClockOverRebootClosesTimeGates() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        story.done("f1", Action.FAILOVER).reboot(Duration.ofDays(-1));
        assertEquals("settle", absentAgain(story).decide().rule());
        assertEquals(false, gate(story.decide(), "pingpong").open());
    }

    @Test
    void forwardClockOpensNoTimeGate() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        story.done("f1", Action.FAILOVER).clockSteps(Duration.ofDays(1)).after(Duration.ofMinutes(2));
        assertEquals("pingpong", absentAgain(story).decide().rule());
    }

    @Test
    void localEvidenceHasItsChanceBeforeRemoteEvidence() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .decided()
                .then(timeout(Role.IMAPD, Observer.LOCAL))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("restart-timeout", story.decide().rule());
    }

    @Test
    void scopeOfRestartIsInstanceOrDaemon() {
        Story story = absentAgain(new Story());
        assertEquals(Optional.of("all"), story.decide().daemon());
        story.settings = Story.restartScope(RestartScope.DAEMON);
        assertEquals(Optional.of("imapd"), story.decide().daemon());
    }

    @Test
    void aFailoverAlwaysMovesEverything() {
        Story story = new Story();
        story.settings = Story.restartScope(RestartScope.DAEMON);
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals(Optional.of("all"), story.decide().daemon());
    }
}
