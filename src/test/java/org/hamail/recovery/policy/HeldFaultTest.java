package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.junit.jupiter.api.Test;

/** What is said of a fault that is held: by which gate, until when, and what can be done. */
class HeldFaultTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static HeldFault held(Story story) {
        return HeldFault.of(story.handler().withOtherWorker(Story.known(false))).get(0);
    }

    private static String sentence(Story story) {
        return held(story).sentence(story.now().time(), ZoneOffset.UTC);
    }

    private static Story failedOver() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        return story.then(absent(Role.IMAPD))
                .decided()
                .done("m", Action.FAILOVER)
                .after(MINUTE.multipliedBy(5))
                .then(absent(Role.IMAPD))
                .decided();
    }

    @Test
    void withoutAClosedGateItIsDue() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(Duration.ofDays(1));
        assertTrue(held(story).due());
        assertEquals(
                "imapd has been absent since 2026-03-01 12:00:00",
                held(story).duration(story.now().time(), ZoneOffset.UTC));
        assertEquals("imapd absent since 2026-03-01 12:00:00, not probed yet", sentence(story));
    }

    @Test
    void thePingpongIntervalSaysWhenItEnds() {
        Story story = failedOver();
        HeldFault fault = held(story);
        assertEquals("pingpong", fault.gate().orElseThrow().gate());
        assertEquals(
                "imapd absent since 12:05:00, held by pingpong until 13:00:00; hamail restart or switch acts now",
                sentence(story));
        assertFalse(fault.isExpected());
        assertFalse(fault.due());
    }

    @Test
    void theGateThatOpensLastIsNamed() {
        Story story = new Story();
        story.settings = Story.retryCount(0);
        story.then(absent(Role.IMAPD))
                .decided()
                .done("m", Action.FAILOVER)
                .after(MINUTE)
                .then(absent(Role.IMAPD));
        assertEquals("pingpong", held(story).gate().orElseThrow().gate(), "settle opens before it");
    }

    @Test
    void lastingGateIsNamedFirst() {
        Story story = failedOver().then(absent(Role.IMAPD).downtime("1"));
        assertEquals("downtime", held(story).gate().orElseThrow().gate());
        assertFalse(held(story).isExpected(), "pingpong holds it as well");
    }

    @Test
    void restartOnlyHoldNamesNextRestart() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.RESTART_ONLY);
        story.then(absent(Role.IMAPD)).decided().done("a", Action.RESTART).after(MINUTE.multipliedBy(5));
        story.then(absent(Role.IMAPD)).decided().done("b", Action.RESTART).after(MINUTE.multipliedBy(5));
        story.then(absent(Role.IMAPD));
        assertEquals(
                "imapd absent since 12:10:00, held by mode (restart-only); 2 of 2 restarts used, the next at 13:00:00;"
                        + " hamail restart acts now",
                sentence(story));
        assertEquals(
                "2026-03-01T13:00:00Z",
                held(story).restartLeftAt().orElseThrow().toString());
        assertEquals(Optional.empty(), held(story).opensAt(), "nothing opens the mode");
        assertTrue(held(story.after(MINUTE.multipliedBy(51))).due());
    }

    private static Story withoutRestartsLeft() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.RESTART_ONLY);
        story.then(absent(Role.IMAPD)).decided().done("a", Action.RESTART).after(MINUTE.multipliedBy(5));
        return story.then(absent(Role.IMAPD))
                .decided()
                .done("b", Action.RESTART)
                .after(MINUTE);
    }

    @Test
    void nextRestartIsNotEndDuringDowntime() {
        Story story = withoutRestartsLeft().then(absent(Role.IMAPD).downtime("1"));
        assertEquals(Optional.empty(), held(story).restartLeftAt());
    }

    @Test
    void earlierOpeningDoesNotHideNextRestart() {
        Story story = withoutRestartsLeft().then(absent(Role.IMAPD));
        assertTrue(held(story).closed().stream().anyMatch(GateDefinition.SETTLE::is));
        assertTrue(held(story).restartLeftAt().isPresent());
    }

    @Test
    void whyARestartIsNotWhatIsDue() {
        Story failed = new Story();
        failed.settings = Story.mode(PolicyMode.RESTART_ONLY);
        failed.then(absent(Role.IMAPD))
                .decided()
                .begun("a", Action.RESTART)
                .ended("a", Outcome.Result.FAILED)
                .after(MINUTE.multipliedBy(5))
                .then(absent(Role.IMAPD));
        String reason = Policy.decide(failed.worker()).reason();
        assertTrue(reason.contains(", and the last restart failed"), reason);
    }

    @Test
    void restartThatWasNotDoneNeedsAnotherCommand() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.RESTART_ONLY);
        story.then(absent(Role.IMAPD))
                .decided()
                .begun("a", Action.RESTART)
                .ended("a", Outcome.Result.FAILED)
                .after(MINUTE.multipliedBy(5));
        story.then(absent(Role.IMAPD));
        assertEquals(
                "imapd absent since 12:00:00, held by mode (restart-only); the last restart failed: the command exited with 1;"
                        + " correct the cause ('hamail restart --dry-run' shows the command), then hamail ack",
                sentence(story));
        assertEquals(Optional.empty(), held(story).restartLeftAt());
    }

    @Test
    void ineffectiveRestartNeedsOperator() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.RESTART_ONLY);
        story.then(absent(Role.IMAPD))
                .decided()
                .begun("a", Action.RESTART)
                .ended("a", Outcome.Result.DONE)
                .verified("a", false)
                .after(MINUTE.multipliedBy(5));
        story.then(absent(Role.IMAPD));
        assertEquals(
                "imapd absent since 12:00:00, held by mode (restart-only); the last restart did not help; look at the log of"
                        + " the daemon, then hamail ack",
                sentence(story));
        assertEquals(Optional.empty(), held(story).restartLeftAt());
    }

    @Test
    void aDowntimeNeedsNoNumber() {
        Story story = new Story().then(absent(Role.IMAPD).downtime("1"));
        assertTrue(sentence(story).contains(", held by downtime; it is judged again"), sentence(story));
        Story twice = new Story().then(absent(Role.IMAPD).downtime("2"));
        assertTrue(sentence(twice).contains(", held by downtime (2); it is judged again"), sentence(twice));
    }

    @Test
    void aPauseIsExpected() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().operator("pause");
        var paused = new ServiceState(ServiceState.Switch.PAUSED, "root", "kernel", Optional.empty(), Optional.empty());
        HeldFault fault = HeldFault.of(
                        Story.switched(story.handler().withOtherWorker(Story.known(false)), Story.known(paused)))
                .get(0);
        assertTrue(fault.isExpected());
        assertEquals(
                "imapd absent since 12:00:00, held by service (paused by root: kernel); hamail resume ends it",
                fault.sentence(story.now().time(), ZoneOffset.UTC));
    }

    @Test
    void gateFoundClosedLastStaysNamed() {
        Story story = new Story().then(absent(Role.IMAPD));
        story.then(Policy.decide(
                        story.worker().with(Question.ENGINE, new Reading.Unreadable<>("no answer in 10 s", "status")))
                .made());
        assertEquals(
                "imapd absent since 12:00:00, held by engine (unreadable: no answer in 10 s); hamail status shows what"
                        + " the engine says",
                sentence(story));
        assertTrue(held(story).due(), "it is asked again");
    }

    private static Decision heldByTheEngine(Story story) {
        return Policy.decide(
                story.worker().with(Question.ENGINE, new Reading.Unreadable<>("no answer in 10 s", "status")));
    }

    private static DecisionRecord heldByTheEngine(Story story, long because) {
        DecisionRecord held = heldByTheEngine(story).made();
        return new DecisionRecord(held.decision(), held.rule(), held.reason(), held.gates(), List.of(because));
    }

    private static Optional<String> gateOfFirst(Story story) {
        return held(story).gate().map(Gate::gate);
    }

    @Test
    void findingOfWorkerIsNotHiddenByOther() {
        Story story = new Story().then(absent(Role.IMAPD));
        story.then(heldByTheEngine(story).made())
                .after(MINUTE)
                .then(absent(Role.POPD))
                .decided();
        assertEquals(Optional.of("engine"), gateOfFirst(story));
    }

    @Test
    void decisionConcernsFaultByReportOrProbe() {
        Story first = new Story().then(absent(Role.IMAPD));
        first.then(heldByTheEngine(first, 1)).after(MINUTE).then(absent(Role.IMAPD));
        assertEquals(Optional.of("engine"), gateOfFirst(first));
        Story newest = new Story().then(absent(Role.IMAPD)).then(absent(Role.IMAPD));
        newest.then(heldByTheEngine(newest, 2));
        assertEquals(Optional.of("engine"), gateOfFirst(newest));
        Story probed = new Story().then(absent(Role.IMAPD)).decided().then(probe(OwnProbe.Result.FAILS));
        probed.then(heldByTheEngine(probed, 3));
        assertEquals(Optional.of("engine"), gateOfFirst(probed));
        Story other = new Story().then(absent(Role.IMAPD)).then(absent(Role.POPD));
        other.then(heldByTheEngine(other, 2));
        assertEquals(Optional.empty(), gateOfFirst(other));
    }

    @Test
    void rejudgedGateIsNotNamedFromOldDecision() {
        Story story =
                new Story().done("a", Action.RESTART).then(absent(Role.IMAPD)).decided();
        assertEquals(Optional.of("settle"), gateOfFirst(story));
        assertEquals(Optional.empty(), gateOfFirst(story.after(MINUTE.multipliedBy(2))));
    }

    private static OwnProbe probe(OwnProbe.Result result) {
        return new OwnProbe(
                Role.IMAPD,
                CheckKind.PROCESS,
                result,
                Optional.of("absent"),
                Optional.empty(),
                "no process",
                BigDecimal.ONE,
                Optional.of("phys-a"));
    }

    @Test
    void aProbeThatCannotTellHoldsByConfirm() {
        Story story =
                new Story().then(timeout(Role.IMAPD, Observer.LOCAL)).decided().after(Duration.ofHours(2));
        story.then(new OwnProbe(
                Role.IMAPD,
                CheckKind.PROTOCOL,
                OwnProbe.Result.CANNOT_TELL,
                Optional.of("dns"),
                Optional.empty(),
                "the name does not resolve",
                BigDecimal.ONE,
                Optional.of("phys-a")));
        assertEquals("confirm", held(story).gate().orElseThrow().gate());
    }

    @Test
    void fullServerIsNotRestartedByHand() {
        Story story =
                new Story().then(timeout(Role.IMAPD, Observer.LOCAL)).decided().after(Duration.ofHours(2));
        story.then(new OwnProbe(
                Role.IMAPD,
                CheckKind.PROTOCOL,
                OwnProbe.Result.FULL,
                Optional.of("saturated"),
                Optional.of("greeting"),
                "37 clients served in 30 s",
                BigDecimal.ONE,
                Optional.of("phys-a")));
        assertEquals(
                "imapd timeout since 12:00:00, held by confirm (full: 37 clients served in 30 s); raise the limits of"
                        + " the server; hamail restart would end the sessions that it serves",
                sentence(story));
    }

    @Test
    void aFailedRestartLeavesAFaultThatStands() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        story.begun("a", Action.RESTART).ended("a", Outcome.Result.FAILED);
        assertTrue(held(story).due());
        assertEquals(MINUTE.toSeconds(), held(story.after(MINUTE)).age(story.handler()));
    }
}
