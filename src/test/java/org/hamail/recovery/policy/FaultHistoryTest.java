package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.gate;
import static org.hamail.recovery.policy.Story.ok;
import static org.hamail.recovery.policy.Story.said;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.DecisionEffect;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.junit.jupiter.api.Test;

/** What the journal means for later decisions besides the evidence that counts. */
class FaultHistoryTest {
    private static final Series IMAPD_PROCESS = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);
    private static final ServiceState PAUSED =
            new ServiceState(ServiceState.Switch.PAUSED, "root", "", Optional.empty(), Optional.empty());

    private static List<Long> counting(Story story) {
        return story.history().evidence(story.now()).stream().map(Evidence::seq).toList();
    }

    private static int suspended(Story story) {
        return story.history().suspended(IMAPD_PROCESS, story.now()).size();
    }

    private static Optional<Long> undone(Story story) {
        return story.history().undone(story.now()).map(Entry::seq);
    }

    private static Story whilePaused(Story story) {
        return story.then(Policy.decide(Story.switched(story.worker(), Story.known(PAUSED)))
                .made());
    }

    @Test
    void complaintAboutDirectoryHoldsFailoversForWindowOnly() {
        Story story = new Story()
                .then(said(Role.SMTPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("directory"))
                .decided()
                .after(Duration.ofHours(1).minusMillis(1))
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("directory", story.decide().rule());
        assertEquals(
                "failover-remote", story.after(Duration.ofMillis(1)).decide().rule());
    }

    @Test
    void ofTwoComplaintsAboutDirectoryNewestIsNamed() {
        Story story = new Story();
        for (Role role : List.of(Role.SMTPD, Role.POPD, Role.STORED, Role.MSHTTPD)) {
            story.then(said(role, CheckKind.PROTOCOL, Observer.LOCAL).cause("directory"));
        }
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).then(timeout(Role.IMAPD, Observer.REMOTE));
        assertEquals("notification 4", gate(story.decide(), "directory").source());
    }

    @Test
    void newestReportAndEndOfFaultAreKnown() {
        Story story = new Story().then(absent(Role.IMAPD)).then(absent(Role.IMAPD));
        var imapd = new NodeSeries(IMAPD_PROCESS, Optional.empty());
        assertEquals(2, story.history().newest(imapd).orElseThrow().entry().seq());
        assertEquals(Map.of(), story.history().ended());
        story.after(Duration.ofMinutes(1)).done("a", Action.RESTART);
        var end = new StandingFault.End(story.now(), StandingFault.How.VERIFIED);
        assertEquals(Map.of(imapd, end), story.history().ended());
        assertEquals(Map.of(imapd, end), story.then(absent(Role.POPD)).history().ended());
        assertEquals(Map.of(), story.then(absent(Role.IMAPD)).history().ended());
    }

    @Test
    void faultThatIsAboutAnotherNodeEndsElsewhere() {
        Story story = new Story().then(absent(Role.IMAPD).node("phys-b")).decided();
        var imapd = new NodeSeries(IMAPD_PROCESS, Optional.of("phys-b"));
        assertEquals(
                Map.of(imapd, new StandingFault.End(story.now(), StandingFault.How.ELSEWHERE)),
                story.history().ended());
    }

    @Test
    void newestReportIsOfNodeOrHost() {
        Story story = new Story()
                .then(absent(Role.IMAPD).node("phys-a"))
                .then(absent(Role.IMAPD))
                .then(absent(Role.IMAPD).node("phys-b"));
        assertEquals(2, newest(story, Optional.of("phys-a")));
        assertEquals(3, newest(story, Optional.of("phys-b")));
        assertEquals(2, newest(story, Optional.empty()));
        assertEquals(
                3,
                newest(
                        new Story()
                                .then(absent(Role.POPD))
                                .then(absent(Role.POPD))
                                .then(absent(Role.IMAPD).node("phys-a")),
                        Optional.empty()));
    }

    private static long newest(Story story, Optional<String> node) {
        return story.history()
                .newest(new NodeSeries(IMAPD_PROCESS, node))
                .orElseThrow()
                .entry()
                .seq();
    }

    @Test
    void directoryMayAnswerOnOneNode() {
        Story story = new Story()
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL)
                        .cause("directory")
                        .node("phys-a"))
                .then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).node("phys-b"));
        assertTrue(story.history().directoryComplaint(story.now()).isPresent());
        story.then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).node("phys-a"));
        assertTrue(story.history().directoryComplaint(story.now()).isEmpty());
    }

    @Test
    void directoryReportDuringActionIsKept() {
        Story story = new Story()
                .begun("a", Action.RESTART)
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("directory"))
                .ended("a", Outcome.Result.FAILED);
        assertTrue(story.history().directoryComplaint(story.now()).isPresent());
        story.begun("b", Action.RESTART)
                .then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL))
                .ended("b", Outcome.Result.FAILED);
        assertTrue(story.history().directoryComplaint(story.now()).isEmpty());
    }

    @Test
    void lastSwitchIsOneThatTookEffect() {
        Story story = new Story().operator("pause").operator("restart");
        assertEquals(Optional.of("pause"), story.history().lastSwitch().map(OperatorCommand::verb));
    }

    /** What is asked of a history, in one list. */
    private static List<Object> answers(FaultHistory history, Story story) {
        return List.of(
                history.ended(),
                history.newestReports(),
                history.latest(),
                history.unheard(),
                history.standing(),
                history.elsewhere(),
                history.evidence(story.now()),
                history.suspended(IMAPD_PROCESS, story.now()),
                history.directoryComplaint(story.now()),
                history.lastSwitch(),
                history.lastVerified(),
                history.gateOpening(),
                history.undone(story.now()),
                history.actions());
    }

    @Test
    void grownHistoryEqualsOneReadAtOnce() {
        Story story = new Story()
                .then(said(Role.SMTPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("directory"))
                .then(absent(Role.POPD))
                .operator("switch")
                .done("a", Action.FAILOVER)
                .operator("pause")
                .then(absent(Role.IMAPD))
                .decided()
                .operator("resume")
                .then(new CoreReport(absent(Role.STORED).notification()))
                .decided()
                .dryRun("d", Action.RESTART)
                .verified("d", true)
                .then(absent(Role.SMTPD).event("77"))
                .then(absent(Role.SMTPD).event("77"));
        assertTrue(story.history().latest().orElseThrow().duplicate());
        List<Entry> all = story.history().entries();
        for (int i = 0; i <= all.size(); i++) {
            FaultHistory further = FaultHistory.of(all.subList(0, i), story.settings.faultRules())
                    .with(all.subList(i, all.size()));
            assertEquals(answers(story.history(), story), answers(further, story), "read in two parts, at " + i);
            assertEquals(all, further.entries());
        }
    }

    @Test
    void onlySomeDecisionsMatterForLaterOnes() {
        Story story = new Story().then(absent(Role.IMAPD));
        assertFalse(DecisionEffect.matters(story.decide().made()));
        Situation healed = story.worker().with(Question.CONFIRM, Story.known(new Confirmation.Healed("220 ready")));
        assertTrue(DecisionEffect.matters(Policy.decide(healed).made()));
        Situation paused = Story.switched(story.worker(), Story.known(PAUSED));
        assertTrue(DecisionEffect.matters(Policy.decide(paused).made()));
        story.settings = Story.mode(PolicyMode.LOG_ONLY);
        assertTrue(DecisionEffect.matters(story.decide().made()));
    }

    @Test
    void grownHistorySeparatesBootsOfOneName() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.REMOTE));
        FaultHistory before = story.history();
        assertSame(before, before.with(List.of()));
        story.containerStartsAgain(Duration.ofHours(1));
        var later =
                new Entry(2, story.now(), timeout(Role.IMAPD, Observer.REMOTE).notification());
        FaultHistory after = before.with(List.of(later));
        assertNotEquals(story.now().boot(), after.entries().get(0).at().boot());
        assertEquals(
                List.of(2L),
                after.evidence(story.now()).stream().map(Evidence::seq).toList());
    }

    @Test
    void actionNamesKindTimeAndOutcome() {
        Story story = new Story().begun("a", Action.RESTART).begun("b", Action.FAILOVER);
        assertEquals(
                "the restart of all begun at 2026-03-01T12:00:00Z",
                action(story, 0).words());
        assertEquals(
                "the failover of all begun at 2026-03-01T12:00:00Z",
                action(story, 1).words());
        assertEquals(
                "restart of all begun at 2026-03-01T12:00:00Z, not ended",
                action(story, 0).story());
        assertEquals("failover to phys-b", action(story, 1).what());
        story.after(Duration.ofMinutes(1)).ended("a", Outcome.Result.DONE).verified("a", true);
        story.ended("b", Outcome.Result.INDETERMINATE).verified("b", false);
        assertEquals(
                "restart of all begun at 2026-03-01T12:00:00Z, verified at 2026-03-01T12:01:00Z",
                action(story, 0).story());
        assertEquals("indeterminate", action(story, 1).result());
        story.operator("switch").begun("c", Action.FAILOVER).ended("c", Outcome.Result.FAILED);
        assertEquals(
                "the switch to phys-b begun at 2026-03-01T12:01:00Z",
                action(story, 2).words());
        assertEquals("failed", action(story, 2).result());
    }

    private static ActionTrace action(Story story, int index) {
        return story.history().actions().get(index);
    }

    @Test
    void budgetWaitsForNoRestartOfPerson() {
        Story story = new Story();
        for (int i = 0; i < 2; i++) {
            story.then(absent(Role.IMAPD)).decided().done("a" + i, Action.RESTART);
            story.after(Duration.ofMinutes(10));
        }
        story.operator("restart").done("p", Action.RESTART).after(Duration.ofMinutes(10));
        Decision decision = story.then(absent(Role.IMAPD)).decide();
        assertEquals("failover-budget", decision.rule());
        assertEquals("2026-03-01T13:00:00.000Z", gate(decision, "budget").opensAt());
    }

    @Test
    void decisionOutsideWindowIsNotUndone() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        story.after(Duration.ofHours(1).minusMillis(1));
        assertEquals(Optional.of(2L), undone(story));
        story.after(Duration.ofMillis(1));
        assertEquals(Optional.empty(), undone(story));
        assertEquals(Optional.empty(), undone(story.then(absent(Role.POPD))), "what counts is about another daemon");
    }

    @Test
    void ofTwoDecisionsAboutSameFirstIsUndone() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().decided();
        assertEquals(Optional.of(2L), undone(story));
        assertEquals(Optional.of(5L), undone(story.then(absent(Role.POPD)).decided()), "about something else");
    }

    @Test
    void decisionAfterIntentAboutSameIsUndoneAgain() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        story.begun("a", Action.RESTART).ended("a", Outcome.Result.FAILED).decided();
        assertEquals(Optional.of(5L), undone(story));
    }

    @Test
    void aVerifiedActionEndsAlsoWhatWasSuspended() {
        Story story =
                new Story().operator("pause").then(absent(Role.IMAPD)).decided().operator("on");
        assertEquals(1, suspended(story));
        assertEquals(0, suspended(story.done("a", Action.RESTART)));
    }

    /** The record of it may be further back than was read. */
    @Test
    void switchOnlyPauseSuspendsItsReports() {
        Story story = whilePaused(new Story().then(absent(Role.IMAPD)));
        assertEquals(List.of(), counting(story));
        assertEquals(1, suspended(story));
        story.then(absent(Role.IMAPD));
        assertEquals(List.of(), counting(story), "nor does the next one count");
    }

    @Test
    void switchOnlyPauseSuspendsNoEarlierReport() {
        Story story = whilePaused(new Story().then(absent(Role.POPD)).decided().then(absent(Role.IMAPD)));
        assertEquals(List.of(1L), counting(story));
    }

    @Test
    void otherDecisionDoesNotAnswerLastReport() {
        Story story = new Story().then(absent(Role.POPD)).then(absent(Role.IMAPD));
        story.then(new DecisionRecord("hold", "daemon", "about another report", List.of(), List.of(1L)));
        assertFalse(story.history().latest().orElseThrow().decided());
    }

    @Test
    void whatIsReportedDuringAnActionIsSuspended() {
        Story story = new Story().begun("a", Action.RESTART).then(absent(Role.IMAPD));
        assertEquals(1, suspended(story));
    }

    @Test
    void ackIgnoresActionInProgress() {
        Story story = new Story().begun("f", Action.FAILOVER).operator("ack").ended("f", Outcome.Result.FAILED);
        assertEquals(1, story.history().hardStops().size());
        assertEquals(0, story.operator("ack").history().hardStops().size());
    }

    @Test
    void successfulProbeEndsOnlyItsFault() {
        Story story =
                new Story().then(absent(Role.POPD)).then(absent(Role.IMAPD)).decided();
        story.then(new OwnProbe(
                Role.IMAPD,
                CheckKind.PROCESS,
                OwnProbe.Result.FAILS,
                Optional.of("absent"),
                Optional.empty(),
                "no process",
                BigDecimal.ONE,
                Optional.of("phys-a")));
        story.then(new DecisionRecord("none", "healed", "220 ready", List.of(), List.of(4L)));
        assertEquals(
                List.of("popd absent"),
                story.history().standing().stream().map(StandingFault::words).toList());
    }

    @Test
    void pauseSuspendsNothingThatWasAnsweredBeforeIt() {
        Story story = whilePaused(
                new Story().then(absent(Role.IMAPD)).decided().operator("pause").after(Duration.ofMinutes(1)));
        assertEquals(List.of(1L), counting(story.operator("resume")));
    }

    @Test
    void decisionDoesNotEndPauseThatJournalKnows() {
        Story story = new Story().operator("pause").then(absent(Role.IMAPD));
        assertEquals("service-contradictory", story.decide().rule());
        story.decided().then(absent(Role.IMAPD));
        assertEquals("service-contradictory", story.decide().rule());
    }
}
