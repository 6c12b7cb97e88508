package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.ok;
import static org.hamail.recovery.policy.Story.said;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts, for how long, and what never counts later. */
class EvidenceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static List<Long> counting(Story story) {
        return story.history().evidence(story.now()).stream().map(Evidence::seq).toList();
    }

    private static Story remoteTimeout() {
        return new Story().then(timeout(Role.IMAPD, Observer.REMOTE)).decided();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UNKNOWN", "$SERVICESTATE$", "critical", "DOWN", "2"})
    void aStateThatIsNotAProblemIsNoEvidence(String state) {
        Story story = new Story().then(absent(Role.IMAPD).state(state));
        assertEquals(List.of(), counting(story));
        assertEquals("unknown", story.decide().rule());
        assertEquals(Decision.Word.NONE, story.decide().word());
    }

    @Test
    void aProblemWithoutABracketIsNoEvidence() {
        Story story = new Story().then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL));
        assertEquals("no-cause", story.decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Timeout", "exploded", "timeout/greeting"})
    void aCauseOutsideTheListIsNoEvidence(String cause) {
        Story story = new Story()
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause(cause));
        assertEquals("no-cause", story.decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lunch", "Greeting", ""})
    void aTimeoutInAPhaseThatThereIsNotIsNoEvidence(String phase) {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.LOCAL).phase(phase));
        assertEquals("no-cause", story.decide().rule());
    }

    @Test
    void onlyATimeoutHasAPhase() {
        assertEquals(
                "restart-timeout",
                new Story()
                        .then(timeout(Role.IMAPD, Observer.LOCAL).phase("greeting"))
                        .decide()
                        .rule());
        assertEquals(
                "no-cause",
                new Story().then(absent(Role.IMAPD).phase("greeting")).decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAP UNKNOWN [timeout/greeting]: x", "IMAP OK [timeout/greeting]: x"})
    void aProblemThatTheCheckItselfDidNotSeeIsNoEvidence(String output) {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.LOCAL).output(output));
        assertEquals(List.of(), counting(story));
        assertEquals("unknown", story.decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$SERVICESTATETYPE$", "hard", "1"})
    void aStateTypeThatIsNoneIsNoEvidence(String stateType) {
        Story story = new Story().then(absent(Role.IMAPD).stateType(stateType));
        assertEquals("unknown", story.decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$SERVICEATTEMPT$", "-1", "1.5", "99999999999999999999"})
    void anAttemptThatIsNoNumberIsNoEvidence(String attempt) {
        Story story = new Story().then(absent(Role.IMAPD).attempt(attempt));
        assertEquals("unknown", story.decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "$_SERVICENODE$", "phys-z"})
    void aNodeThatNobodyKnowsDoesNotHoldTheLogicalHost(String node) {
        Story story = new Story().then(absent(Role.IMAPD).node(node));
        Decision decision = story.decide();
        assertEquals("wrong-node", decision.rule());
        assertFalse(decision.reason().contains("blames :"), decision::reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"ABSENT", "TIMEOUT", "BLIND", "USAGE", "INTERNAL"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherCauseIsToldToPeopleOnly(Cause cause) {
        Story story = new Story()
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause(cause.word()));
        assertEquals("not-acted-on", story.decide().rule());
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"BLIND", "USAGE", "INTERNAL"})
    void anObserverThatCannotSeeIsNeverEvidence(Cause cause) {
        Story story = new Story()
                .then(said(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL).cause(cause.word()));
        assertEquals("unknown", story.decide().rule());
    }

    @Test
    void stateOverriddenToWarningIsActedOn() {
        assertEquals(
                "restart-absent",
                new Story().then(absent(Role.IMAPD).state("WARNING")).decide().rule());
    }

    @Test
    void causeAddedToActOnWeighsAsTimeout() {
        Story story = new Story();
        story.settings = Story.settings(Set.of(Cause.ABSENT, Cause.TIMEOUT, Cause.REFUSED));
        story.then(said(Role.SMTPD, CheckKind.PROTOCOL, Observer.REMOTE).cause("refused"));
        assertEquals("too-little", story.decide().rule());
        story.then(said(Role.SMTPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("refused"));
        assertEquals("restart-fault", story.decide().rule());
    }

    @Test
    void processCheckFromElsewhereIsNotActedOn() {
        Story story = new Story();
        story.settings = Story.settings(Set.of(Cause.ABSENT, Cause.TIMEOUT, Cause.REFUSED));
        story.then(said(Role.SMTPD, CheckKind.PROCESS, Observer.REMOTE).cause("refused"));
        story.then(said(Role.SMTPD, CheckKind.PROCESS, Observer.REMOTE).cause("refused"));
        assertEquals("daemon", story.decide().rule());
        assertTrue(story.decide().reason().contains("processes can be seen only locally"), story.decide()::reason);
    }

    @Test
    void causeOutsideActOnIsNoEvidence() {
        Story story = new Story();
        story.settings = Story.settings(Set.of(Cause.ABSENT));
        story.then(timeout(Role.SMTPD, Observer.LOCAL));
        assertEquals("not-acted-on", story.decide().rule());
    }

    @Test
    void evidenceLeavesWindowWhenItsIntervalHasPassed() {
        Story story = remoteTimeout().after(Duration.ofHours(1).minusMillis(1));
        assertEquals(List.of(1L), counting(story));
        assertEquals(List.of(), counting(story.after(Duration.ofMillis(1))));
    }

    @Test
    void clockThatStepsLosesNoCountWithinBoot() {
        Story story = remoteTimeout().clockSteps(Duration.ofDays(400)).after(MINUTE);
        story.then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void clockThatStepsKeepsNothingAliveWithinBoot() {
        Story story = remoteTimeout().clockSteps(Duration.ofDays(-400)).after(Duration.ofHours(1));
        assertEquals(List.of(), counting(story));
    }

    @Test
    void acrossARebootTheWallClockCounts() {
        assertEquals(List.of(1L), counting(remoteTimeout().reboot(Duration.ofMinutes(59))));
        assertEquals(List.of(), counting(remoteTimeout().reboot(Duration.ofMinutes(60))));
    }

    @Test
    void clockThatWentBackOverRebootKeepsCount() {
        assertEquals(List.of(1L), counting(remoteTimeout().reboot(Duration.ofDays(-3))));
    }

    @Test
    void acrossStartOfContainerWallClockCounts() {
        assertEquals(List.of(1L), counting(remoteTimeout().containerStartsAgain(Duration.ofMinutes(59))));
        assertEquals(List.of(), counting(remoteTimeout().containerStartsAgain(Duration.ofMinutes(60))));
    }

    @Test
    void longerUptimeStillMeansRestartedContainer() {
        Story story = remoteTimeout()
                .containerStartsAgain(Duration.ofDays(1))
                .then(ok(Role.POPD, CheckKind.PROTOCOL, Observer.LOCAL))
                .after(Duration.ofHours(1))
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("too-little", story.decide().rule());
        assertEquals(List.of(4L), counting(story));
    }

    @Test
    void settleTimeEndsAlthoughContainerWasStartedAgain() {
        Story story = new Story()
                .done("a1", Action.RESTART)
                .containerStartsAgain(Duration.ofMinutes(3))
                .then(absent(Role.IMAPD));
        assertEquals("restart-absent", story.decide().rule());
    }

    @Test
    void twoStartsOfAContainerAreTwoBoots() {
        Story story = remoteTimeout()
                .containerStartsAgain(Duration.ofHours(5))
                .after(MINUTE)
                .then(ok(Role.POPD, CheckKind.PROTOCOL, Observer.LOCAL))
                .containerStartsAgain(Duration.ofHours(5));
        Set<String> boots = new HashSet<>();
        story.then(timeout(Role.IMAPD, Observer.REMOTE))
                .history()
                .entries()
                .forEach(entry -> boots.add(entry.at().boot()));
        assertEquals(3, boots.size(), boots::toString);
        assertTrue(boots.contains(story.now().boot()));
    }

    @Test
    void okFromSameObserverEndsRemoteSeries() {
        Story story = remoteTimeout().then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE));
        assertEquals("recovered", story.decide().rule());
        assertEquals(
                "too-little",
                story.then(timeout(Role.IMAPD, Observer.REMOTE)).decide().rule());
    }

    @Test
    void okFromElsewhereLeavesRemoteSeriesAlone() {
        Story story = remoteTimeout()
                .then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void otherProblemBetweenKeepsRemoteSeries() {
        Story story = remoteTimeout()
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE).cause("refused"))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void remoteTimeoutsOfTwoDaemonsStaySeparate() {
        Story story = remoteTimeout().then(timeout(Role.POPD, Observer.REMOTE));
        assertEquals("too-little", story.decide().rule());
    }

    @Test
    void threeRemoteTimeoutsAreEnoughTwoAreNot() {
        Story story = new Story();
        story.settings = Story.remoteFailures(3);
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("66", Story.gate(story.decide(), "evidence").value());
        assertEquals("too-little", story.decide().rule());
        assertEquals(
                "failover-remote",
                story.then(timeout(Role.IMAPD, Observer.REMOTE)).decide().rule());
    }

    @Test
    void localOkConsumesLocalEvidenceOfItsDaemon() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .then(timeout(Role.IMAPD, Observer.LOCAL))
                .then(absent(Role.POPD))
                .then(ok(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL));
        assertEquals(List.of(3L), counting(story));
    }

    @Test
    void theSameEventDeliveredAgainAddsNothing() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE).event("77"))
                .decided()
                .after(Duration.ofMinutes(30))
                .then(timeout(Role.IMAPD, Observer.REMOTE).event("77"));
        assertEquals(List.of(1L), counting(story));
        assertEquals("duplicate", story.decide().rule());
    }

    @Test
    void withoutIdSameEventWithinMinuteAddsNothing() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.REMOTE).withoutEvent());
        story.after(Duration.ofSeconds(60))
                .then(timeout(Role.IMAPD, Observer.REMOTE).withoutEvent());
        assertEquals(List.of(1L), counting(story));
        story.after(Duration.ofMillis(1))
                .then(timeout(Role.IMAPD, Observer.REMOTE).withoutEvent());
        assertEquals(List.of(1L, 3L), counting(story));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "$SERVICEEVENTID$"})
    void anIdThatNamesNoEventDoesNotMakeTwoEventsTheSame(String id) {
        Story story =
                new Story().then(timeout(Role.IMAPD, Observer.REMOTE).event(id)).decided();
        story.after(Duration.ofMinutes(5))
                .then(timeout(Role.IMAPD, Observer.REMOTE).event(id));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void idMakesTwoEventsOfSameMinute() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE).event("1"))
                .then(timeout(Role.IMAPD, Observer.REMOTE).event("2"));
        assertEquals(List.of(1L, 2L), counting(story));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "", "$SERVICEDOWNTIME$", "-1", "00", "none"})
    void evidenceRecordedInDowntimeHoldsAndIsSpent(String downtime) {
        Story story = new Story().then(absent(Role.IMAPD).downtime(downtime));
        assertEquals("downtime", story.decide().rule());
        assertEquals(Decision.Word.HOLD, story.decide().word());
        assertEquals("spent", story.decided().decide().rule());
        assertEquals(List.of(), counting(story));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOWN", "UNREACHABLE", "", "$HOSTSTATE$", "up"})
    void evidenceRecordedWhileTheHostIsNotUpHoldsAndIsSpent(String hostState) {
        Story story = new Story().then(absent(Role.IMAPD).hostState(hostState));
        assertEquals("host", story.decide().rule());
        assertEquals("spent", story.decided().decide().rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "off"})
    void evidenceRecordedWhileNotOnIsSpent(String verb) {
        Story story = new Story()
                .operator(verb)
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .operator("on")
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("too-little", story.decide().rule());
    }

    @Test
    void evidenceFromBeforeAPauseStillCounts() {
        Story story = remoteTimeout().operator("pause").operator("resume").then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void resumeDoesNotEndAnOff() {
        Story story = new Story()
                .operator("off")
                .operator("resume")
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .operator("on")
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("too-little", story.decide().rule());
    }

    @Test
    void evidenceRecordedInTheSettleTimeIsSpent() {
        Story story = new Story().done("a1", Action.RESTART).after(MINUTE).then(absent(Role.IMAPD));
        Decision held = story.decide();
        assertEquals("settle", held.rule());
        assertEquals(Story.START.plus(Duration.ofMinutes(2)), held.opensAt().orElseThrow());
        assertEquals("spent", story.decided().after(MINUTE).decide().rule());
    }

    @Test
    void settleTimeIsOverWhenItHasPassed() {
        Story story = new Story()
                .done("a1", Action.RESTART)
                .after(Duration.ofMinutes(2))
                .then(absent(Role.IMAPD));
        assertEquals("restart-absent", story.decide().rule());
    }

    @Test
    void evidenceDuringActionIsSuspended() {
        Story story = new Story()
                .begun("a1", Action.RESTART)
                .then(timeout(Role.POPD, Observer.REMOTE))
                .ended("a1", Outcome.Result.FAILED);
        assertEquals(List.of(), counting(story));
    }

    @Test
    void okDuringActionConsumesNothing() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.LOCAL))
                .begun("a1", Action.RESTART)
                .then(ok(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL))
                .decided()
                .ended("a1", Outcome.Result.DONE)
                .verified("a1", false);
        assertEquals("failover-restart-failed", story.decide().rule());
    }

    @Test
    void aVerificationClearsAllEvidenceBeforeIt() {
        Story story = remoteTimeout().then(absent(Role.POPD)).done("a1", Action.RESTART);
        assertEquals(List.of(), counting(story));
    }

    @Test
    void aDryRunChangesNothing() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .dryRun("d1", Action.RESTART)
                .ended("d1", Outcome.Result.DONE)
                .verified("d1", true);
        assertEquals("restart-absent", story.decide().rule());
        assertEquals(0, story.history().restarts(story.now()));
    }

    @Test
    void anAckSpendsEvidence() {
        assertEquals(List.of(), counting(remoteTimeout().operator("ack")));
    }

    @Test
    void logOnlyEvidenceIsSuspendedEvenIfLittle() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.LOG_ONLY);
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).decided();
        story.settings = Story.settings();
        assertEquals(List.of(), counting(story));
    }

    @Test
    void restartOnlyEvidenceIsSuspendedWhenFailoverDue() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.RESTART_ONLY);
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).decided();
        assertEquals(List.of(1L), counting(story));
        story.then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("restart-only", story.decide().rule());
        assertEquals(List.of(), counting(story.decided()));
    }

    @Test
    void sameReportOfOtherNodeIsAnotherEvent() {
        Story story = new Story()
                .then(absent(Role.IMAPD).withoutEvent().node("phys-b"))
                .decided()
                .then(absent(Role.IMAPD).withoutEvent().node("phys-a"));
        assertEquals("restart-absent", story.decide().rule());
        story.decided().then(absent(Role.IMAPD).withoutEvent().node("phys-a"));
        assertTrue(story.history().latest().orElseThrow().duplicate());
    }

    @Test
    void evidenceAboutAnotherNodeIsSpent() {
        Story story = new Story().then(absent(Role.IMAPD).node("phys-b"));
        Decision decision = story.decide();
        assertEquals("wrong-node", decision.rule());
        assertEquals(Decision.Word.NONE, decision.word());
        story.decided();
        assertEquals(List.of(), counting(story));
        ClusterView moved = new ClusterView(
                Optional.of("phys-b"), ClusterView.State.RUNNING, List.of("phys-a"), true, Optional.empty());
        assertEquals(
                "spent",
                Policy.decide(story.worker().with(Question.ENGINE, Story.known(moved)))
                        .rule());
    }

    @Test
    void evidenceAboutOtherNodeLeavesSeriesCounting() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE).node("phys-a"))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE).node("phys-b"));
        assertEquals("wrong-node", story.decide().rule());
        assertEquals(List.of(1L), counting(story.decided()));
    }

    @Test
    void suspendedEvidenceDoesNotActByOpenGate() {
        Story story = new Story().operator("pause").then(absent(Role.IMAPD)).operator("resume");
        assertEquals("spent", story.decide().rule());
    }

    @Test
    void probeThatFindsDaemonHealedSpendsEvidence() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        Decision healed =
                Policy.decide(story.worker().with(Question.CONFIRM, Story.known(new Confirmation.Healed("220 ready"))));
        assertEquals("healed", healed.rule());
        assertEquals(List.of(), counting(story.then(healed.made())));
    }

    @Test
    void whoStopsSeeingStopsAccusing() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .decided()
                .then(said(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL)
                        .state("UNKNOWN")
                        .cause("blind"));
        assertEquals("unknown", story.decide().rule());
        assertEquals(Decision.Word.NONE, story.decided().decide().word());
    }

    @Test
    void answerToOneDaemonLeavesAnotherDue() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .decided()
                .then(said(Role.POPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("refused"));
        Decision answer = story.decide();
        assertEquals("not-acted-on", answer.rule());
        assertTrue(answer.othersDue());
        assertEquals("restart-absent", story.decided().decide().rule());
    }

    @Test
    void nothingElseIsDueWithoutFault() {
        Story story = new Story()
                .then(said(Role.POPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("refused"));
        assertFalse(story.decide().othersDue());
    }

    @Test
    void whatCouldNotCountSaysWhy() {
        assertEquals(
                Optional.of("recorded in downtime"),
                spent(new Story().then(absent(Role.IMAPD).downtime("1"))));
        assertEquals(
                Optional.of("recorded while the host was not UP"),
                spent(new Story().then(absent(Role.IMAPD).hostState("DOWN"))));
        assertEquals(
                Optional.of("recorded while the service was not on"),
                spent(new Story().operator("pause").then(absent(Role.IMAPD))));
        assertEquals(
                Optional.of("recorded while an action was in progress"),
                spent(new Story().begun("a", Action.RESTART).then(absent(Role.IMAPD))));
        assertEquals(
                Optional.of("recorded in the settle time"),
                spent(new Story().done("a", Action.RESTART).then(absent(Role.IMAPD))));
    }

    private static Optional<String> spent(Story story) {
        return story.history().latest().orElseThrow().evidence().orElseThrow().suspension();
    }

    @Test
    void manualRestartUsesNoBudget() {
        Story story = new Story().operator("restart").begun("a", Action.RESTART);
        assertEquals(0, story.history().restarts(story.now()));
        story.ended("a", Outcome.Result.DONE).verified("a", true).begun("b", Action.RESTART);
        assertEquals(1, story.history().restarts(story.now()), "the next one is nobody's");
    }
}
