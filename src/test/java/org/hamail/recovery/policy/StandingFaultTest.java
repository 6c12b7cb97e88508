package org.hamail.recovery.policy;

import static org.hamail.recovery.policy.Story.absent;
import static org.hamail.recovery.policy.Story.gate;
import static org.hamail.recovery.policy.Story.known;
import static org.hamail.recovery.policy.Story.ok;
import static org.hamail.recovery.policy.Story.said;
import static org.hamail.recovery.policy.Story.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
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
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that were held, and how they are judged again without another notification. */
class StandingFaultTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Series IMAPD_PROCESS = new Series(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL);

    private static List<String> standing(Story story) {
        return story.history().standing().stream()
                .map(fault -> fault.words() + fault.where())
                .toList();
    }

    private static OwnProbe probe(CheckKind check, OwnProbe.Result result) {
        return new OwnProbe(
                Role.IMAPD,
                check,
                result,
                Optional.of("absent"),
                Optional.empty(),
                "no process",
                BigDecimal.ONE,
                Optional.of("phys-a"));
    }

    private static Decision again(Story story) {
        return again(story, 0);
    }

    private static Decision again(Story story, int index) {
        return Policy.decideStanding(
                story.worker().with(Question.CONFIRM, new Reading.NotAsked<>()),
                story.history().standing().get(index));
    }

    private static Story.Said process(String state) {
        return Story.said(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL).state(state);
    }

    @Test
    void problemStandsUntilOkOfItsSeries() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        assertEquals(List.of("imapd absent"), standing(story));
        story.then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL)).decided();
        assertEquals(List.of("imapd absent"), standing(story), "an OK of another series ends it not");
        story.then(ok(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL)).decided();
        assertEquals(List.of(), standing(story));
    }

    @Test
    void aVerifiedActionEndsAllThatStands() {
        Story story =
                new Story().then(absent(Role.IMAPD)).then(absent(Role.POPD)).decided();
        story.done("a", Action.RESTART);
        assertEquals(List.of(), standing(story));
    }

    @Test
    void anActionThatIsNotVerifiedEndsNothing() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        story.begun("a", Action.RESTART).ended("a", Outcome.Result.DONE).verified("a", false);
        assertEquals(List.of("imapd absent"), standing(story));
    }

    /** "refused" while the server starts; the core says nothing more when it hangs again: its state is CRITICAL all the time. */
    @ParameterizedTest
    @EnumSource(
            value = Outcome.Result.class,
            names = {"DONE", "FAILED", "INDETERMINATE"})
    void whatAnActionCausesEndsNoFault(Outcome.Result result) {
        Story story =
                new Story().then(timeout(Role.IMAPD, Observer.LOCAL)).decided().begun("a", Action.RESTART);
        story.then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("refused"));
        assertEquals(List.of("imapd timeout"), standing(story));
        story.ended("a", result)
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).state("UNKNOWN"));
        assertEquals(List.of("imapd timeout"), standing(story));
        story.verified("a", false).operator("ack");
        assertEquals("restart-timeout", again(story).rule());
        story.then(ok(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL));
        assertEquals(List.of(), standing(story));
    }

    @Test
    void aProblemAfterAnActionStandsByItsOwnNewestReport() {
        Story story = new Story().begun("a", Action.RESTART).then(timeout(Role.IMAPD, Observer.LOCAL));
        story.then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("refused"));
        assertEquals(List.of(), standing(story));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNKNOWN", "$SERVICESTATE$"})
    void whatCouldNotBeSeenEndsNoFault(String state) {
        Story story =
                new Story().then(absent(Role.IMAPD)).then(absent(Role.IMAPD).state(state));
        assertEquals(List.of("imapd absent"), standing(story));
    }

    /** The core ends a plugin that takes too long, and says CRITICAL itself. */
    @Test
    void problemWithoutCauseEndsNoFault() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.LOCAL));
        story.then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL)
                .output("(Service check timed out after 60.01 seconds)"));
        assertEquals(List.of("imapd timeout"), standing(story));
    }

    @Test
    void otherProblemOfItsSeriesEndsIt() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.LOCAL));
        story.then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("rejected"));
        assertEquals(List.of(), standing(story));
    }

    @Test
    void whatIsNotActedOnDoesNotStand() {
        Story story = new Story()
                .then(said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("refused"))
                .then(said(Role.MSHTTPD, CheckKind.PROTOCOL, Observer.LOCAL).cause("timeout"));
        assertEquals(List.of(), standing(story));
    }

    @Test
    void itStandsAlsoWhenEvidenceHasLeftWindow() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(Duration.ofDays(3));
        assertEquals("expired", story.decide().rule());
        assertEquals("restart-absent", again(story).rule());
        assertEquals("confirm", Story.missing(again(story)));
    }

    @Test
    void evidenceOfDowntimeCountsAgainOnlyWithProbe() {
        Story story =
                new Story().then(absent(Role.IMAPD).downtime("1")).decided().after(MINUTE);
        assertEquals("downtime", again(story).rule());
        story.operator("resume").after(MINUTE);
        assertEquals(0, story.history().evidence(story.now()).size());
        assertEquals("restart-absent", again(story).rule());
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.FAILS));
        assertEquals("restart-absent", story.decide().rule());
        assertTrue(story.decide().complete());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "on", "ack", "reconcile"})
    void anOperatorsWordEndsADowntimeThatNoNotificationEnds(String verb) {
        Story story = new Story()
                .then(absent(Role.IMAPD).downtime("1").hostState("DOWN"))
                .decided();
        story.operator(verb);
        assertEquals("restart-absent", again(story).rule());
        story.then(absent(Role.POPD).downtime("1"));
        assertEquals(false, gate(story.decide(), "downtime").open(), "the next notification speaks again");
    }

    @Test
    void probeFailingInPauseIsSuspended() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().operator("pause");
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.FAILS))
                .after(Duration.ofHours(2))
                .operator("resume");
        assertEquals(0, story.history().evidence(story.now()).size());
    }

    @ParameterizedTest
    @EnumSource(
            value = OwnProbe.Result.class,
            names = {"FULL", "CANNOT_TELL"})
    void aProbeThatSaysNothingAboutTheFaultLeavesItStanding(OwnProbe.Result result) {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(Duration.ofHours(2));
        story.then(probe(CheckKind.PROCESS, result));
        assertEquals(List.of("imapd absent"), standing(story));
        assertEquals(0, story.history().evidence(story.now()).size());
    }

    @Test
    void aProbeThatServesEndsIt() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(MINUTE);
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.SERVES));
        assertEquals(List.of(), standing(story));
        assertEquals(0, story.history().evidence(story.now()).size());
    }

    @Test
    void servingProbeConcernsOneDaemonAndCheck() {
        Story story = new Story()
                .then(absent(Role.POPD))
                .then(timeout(Role.IMAPD, Observer.LOCAL))
                .then(absent(Role.IMAPD))
                .decided();
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.SERVES));
        assertEquals(List.of("popd absent", "imapd timeout"), standing(story));
        assertEquals(2, story.history().evidence(story.now()).size());
    }

    @Test
    void probeThatServesEndsAlsoWhatWasSuspended() {
        Story story = new Story().operator("pause").then(absent(Role.IMAPD)).then(absent(Role.POPD));
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.SERVES));
        Series popd = new Series(Role.POPD, CheckKind.PROCESS, Observer.LOCAL);
        assertEquals(0, story.history().suspended(IMAPD_PROCESS, story.now()).size());
        assertEquals(1, story.history().suspended(popd, story.now()).size());
    }

    @Test
    void probeThatFailsIsAboutOwnDaemonOnly() {
        Story story = new Story().then(absent(Role.POPD)).then(absent(Role.IMAPD));
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.FAILS));
        List<StandingFault> faults = story.history().standing();
        assertTrue(faults.get(0).probe().isEmpty(), "popd was not probed");
        assertTrue(faults.get(1).probe().isPresent());
    }

    @Test
    void failingProbeIsEvidenceOfLocalFault() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.REMOTE)).then(timeout(Role.IMAPD, Observer.LOCAL));
        story.then(probe(CheckKind.PROTOCOL, OwnProbe.Result.FAILS));
        List<Evidence> evidence = story.history().evidence(story.now());
        assertEquals(Observer.LOCAL, evidence.get(evidence.size() - 1).series().observer());
    }

    @Test
    void remoteProbeCountsEachReportOnce() {
        Story story = new Story()
                .then(timeout(Role.POPD, Observer.REMOTE))
                .then(timeout(Role.IMAPD, Observer.REMOTE))
                .after(MINUTE);
        story.then(probe(CheckKind.PROTOCOL, OwnProbe.Result.FAILS));
        assertEquals(
                List.of(Role.POPD, Role.IMAPD, Role.IMAPD),
                story.history().evidence(story.now()).stream()
                        .map(item -> item.series().daemon())
                        .toList());
    }

    @Test
    void remoteProbeTakesOnlyOwnSuspendedReports() {
        Story story = new Story()
                .then(timeout(Role.POPD, Observer.REMOTE).downtime("1"))
                .then(timeout(Role.IMAPD, Observer.REMOTE).downtime("1"))
                .after(MINUTE);
        story.then(probe(CheckKind.PROTOCOL, OwnProbe.Result.FAILS));
        Series popd = new Series(Role.POPD, CheckKind.PROTOCOL, Observer.REMOTE);
        Series imapd = new Series(Role.IMAPD, CheckKind.PROTOCOL, Observer.REMOTE);
        assertEquals(1, story.history().suspended(popd, story.now()).size());
        assertEquals(0, story.history().suspended(imapd, story.now()).size());
    }

    @Test
    void decisionThatEndsFaultEndsNoOther() {
        Story story = new Story()
                .then(absent(Role.POPD))
                .then(absent(Role.IMAPD).node("phys-x"))
                .after(MINUTE);
        Decision decision =
                Policy.decideStanding(story.worker(), story.history().standing().get(1));
        story.then(decision.made());
        assertEquals(List.of("popd absent"), standing(story));
    }

    @Test
    void whatModeHoldsIsSuspendedAndNothingElse() {
        Story story = new Story().then(absent(Role.POPD));
        story.settings = Story.mode(PolicyMode.LOG_ONLY);
        story.then(absent(Role.IMAPD)).decided();
        assertEquals(
                List.of(1L),
                story.history().evidence(story.now()).stream()
                        .map(Evidence::seq)
                        .toList());
        assertEquals(1, story.history().suspended(IMAPD_PROCESS, story.now()).size());
    }

    @Test
    void aRemoteProbeIsOneTimeoutMore() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE).downtime("1"))
                .decided()
                .operator("reconcile")
                .after(MINUTE);
        assertEquals("failover-remote", again(story).rule());
        story.then(probe(CheckKind.PROTOCOL, OwnProbe.Result.FAILS));
        assertEquals("failover-remote", story.decide().rule());
    }

    @Test
    void remoteTimeoutAndProbeAreLessThanThree() {
        Story story = new Story();
        story.settings = Story.remoteFailures(3);
        story.then(timeout(Role.IMAPD, Observer.REMOTE)).decided().after(MINUTE);
        assertEquals("too-little", again(story).rule());
        story.then(probe(CheckKind.PROTOCOL, OwnProbe.Result.FAILS)).after(MINUTE);
        assertEquals("too-little", again(story).rule(), "the same probe does not count twice");
    }

    @Test
    void remoteTimeoutOfOtherNodeAddsNothing() {
        Story story = new Story();
        story.settings = Story.remoteFailures(3);
        story.then(timeout(Role.IMAPD, Observer.REMOTE).node("phys-b"))
                .then(timeout(Role.IMAPD, Observer.REMOTE).node("phys-a"))
                .decided()
                .after(MINUTE);
        assertEquals("too-little", again(story).rule());
        story.settings = Story.remoteFailures(2);
        assertEquals("failover-remote", again(story).rule());
    }

    @Test
    void probeAddsToMostReportedFault() {
        Story story = new Story();
        story.settings = Story.remoteFailures(3);
        story.then(timeout(Role.IMAPD, Observer.REMOTE).downtime("1"))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE).downtime("1").node("phys-a"))
                .decided()
                .then(timeout(Role.IMAPD, Observer.REMOTE).downtime("1").node("phys-a"))
                .decided()
                .after(MINUTE)
                .then(probe(CheckKind.PROTOCOL, OwnProbe.Result.FAILS));
        assertEquals(3, story.history().evidence(story.now()).size());
    }

    @Test
    void whatWasDeliveredBeforeIsNoReportMore() {
        Story story = new Story()
                .then(timeout(Role.IMAPD, Observer.REMOTE).event("7"))
                .then(timeout(Role.IMAPD, Observer.REMOTE).event("7"));
        assertEquals(1, story.history().standing().get(0).reports().size());
        story.then(timeout(Role.IMAPD, Observer.REMOTE).event("8"));
        assertEquals(2, story.history().standing().get(0).reports().size());
    }

    @Test
    void okOfOneNodeEndsNoOtherFault() {
        Story story = new Story()
                .then(absent(Role.IMAPD).node("phys-a"))
                .then(absent(Role.IMAPD).node("phys-b"))
                .then(absent(Role.IMAPD))
                .then(process("OK").node("phys-b"));
        assertEquals(List.of("imapd absent on phys-a", "imapd absent"), standing(story));
        assertEquals(List.of(), standing(story.then(process("OK"))), "it is said of the logical host, wherever it is");
    }

    @Test
    void okOfOneNodeConsumesNoOtherEvidence() {
        Story story = new Story()
                .then(absent(Role.IMAPD).node("phys-a"))
                .decided()
                .then(process("OK").node("phys-b"));
        assertEquals(1, story.history().evidence(story.now()).size());
        assertEquals("restart-absent", Policy.decide(story.decided().worker()).rule());
        story.then(process("OK"));
        assertEquals(
                List.of(), story.history().evidence(story.now()), "it is said of the logical host, wherever it is");
    }

    /** {@code --on timeout=ok} changes the state and never what is acted on. */
    @Test
    void okWithBracketOfFaultEndsNothing() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.LOCAL));
        story.then(Story.said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL)
                .state("OK")
                .cause("timeout"));
        assertEquals(List.of("imapd timeout"), standing(story));
        assertEquals("not-acted-on", story.decide().rule());
        assertEquals("restart-timeout", again(story.decided()).rule(), "a probe says whether it serves");
        story.then(Story.said(Role.IMAPD, CheckKind.PROTOCOL, Observer.LOCAL)
                .state("OK")
                .cause("refused"));
        assertEquals(List.of(), standing(story), "refused is not acted on: it is OK for whoever says so");
    }

    @Test
    void reportOfIdleNodeHidesNoOtherFault() {
        Story story = new Story()
                .then(absent(Role.IMAPD).node("phys-a"))
                .decided()
                .then(absent(Role.IMAPD).node("phys-b"))
                .after(Duration.ofHours(2));
        Decision idle = again(story, 1);
        assertEquals("wrong-node", idle.rule());
        story.then(idle.made());
        assertEquals(List.of("imapd absent on phys-a"), standing(story));
        assertEquals("restart-absent", again(story).rule());
    }

    @Test
    void probeOnOneNodeSaysNothingOfAnother() {
        Story story = new Story()
                .then(absent(Role.IMAPD).node("phys-b"))
                .then(absent(Role.IMAPD).node("phys-a"))
                .then(absent(Role.IMAPD))
                .decided()
                .then(probe(CheckKind.PROCESS, OwnProbe.Result.SERVES));
        assertEquals(List.of("imapd absent on phys-b"), standing(story));
    }

    @Test
    void faultOfOtherNodeConcernsOtherService() {
        Story story = new Story().then(absent(Role.IMAPD).node("phys-x")).after(MINUTE);
        Decision decision = again(story);
        assertEquals("wrong-node", decision.rule());
        story.then(decision.made());
        assertEquals(List.of(), standing(story));
    }

    @Test
    void healedEndsIt() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(Duration.ofHours(2));
        Decision healed = Policy.decideStanding(
                story.worker().with(Question.CONFIRM, known(new Confirmation.Healed("220 ready"))),
                story.history().standing().get(0));
        assertEquals("healed", healed.rule());
        story.then(healed.made());
        assertEquals(List.of(), standing(story));
    }

    @Test
    void whatLogOnlyHeldIsSuspended() {
        Story story = new Story();
        story.settings = Story.mode(PolicyMode.LOG_ONLY);
        story.then(absent(Role.IMAPD)).decided();
        assertEquals(0, story.history().evidence(story.now()).size());
        assertEquals(List.of("imapd absent"), standing(story));
    }

    @Test
    void ackSuspendsWhatCountedUntilThen() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().operator("ack");
        assertEquals(0, story.history().evidence(story.now()).size());
        assertEquals(List.of("imapd absent"), standing(story));
        assertEquals("restart-absent", again(story).rule());
    }

    @Test
    void coreEndsDowntimeThatNoNotificationEnds() {
        Story story =
                new Story().then(absent(Role.IMAPD).downtime("1")).decided().after(MINUTE);
        assertEquals("restart-absent", rule(story, core("0", "UP", true, 9)));
        assertEquals("downtime", rule(story, core("2", "UP", true, 9)));
        assertEquals("host", rule(story, core("0", "DOWN", true, 9)));
        assertEquals("handler-off", rule(story, core("0", "UP", false, 9)));
    }

    @Test
    void onlyCoreSpeaksForCoreProblem() {
        Story resumed =
                new Story().then(absent(Role.IMAPD)).decided().after(MINUTE).operator("resume");
        assertEquals("downtime", rule(resumed, core("1", "UP", true, 9)));
        assertEquals("host", rule(resumed, core("0", "DOWN", true, 9)));
        assertEquals("handler-off", rule(resumed, core("0", "UP", false, 9)));
        resumed.then(ok(Role.POPD, CheckKind.PROCESS, Observer.LOCAL)).decided();
        assertEquals("downtime", rule(resumed, core("1", "UP", true, 9)));
        resumed.after(MINUTE.multipliedBy(5)).operator("resume");
        assertEquals("downtime", rule(resumed, core("0", "UP", true, 301)), "stale");
    }

    @Test
    void uncertainProbeConcernsLocalAndRemoteFault() {
        Story story = new Story().then(timeout(Role.IMAPD, Observer.LOCAL)).then(timeout(Role.IMAPD, Observer.REMOTE));
        var probe = new OwnProbe(
                Role.IMAPD,
                CheckKind.PROTOCOL,
                OwnProbe.Result.CANNOT_TELL,
                Optional.of("dns"),
                Optional.empty(),
                "",
                BigDecimal.ONE,
                Optional.empty());
        story.then(probe);
        assertEquals(
                List.of(Optional.of(probe), Optional.of(probe)),
                story.history().standing().stream()
                        .map(StandingFault::lastProbe)
                        .toList());
    }

    @Test
    void standingFaultNeedsOpenGateInCore() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().after(Duration.ofSeconds(5));
        assertEquals("downtime", rule(story, core("1", "UP", true, 9)));
        assertEquals("downtime", rule(story, core("1", "UP", true, 4)));
        assertEquals("restart-absent", rule(story, core("0", "UP", true, 9)));
        Story closed = new Story().then(absent(Role.IMAPD).downtime("1")).after(Duration.ofSeconds(5));
        assertEquals("downtime", rule(closed, core("0", "UP", true, 9)), "the notification is newer");
        assertEquals("restart-absent", rule(closed, core("0", "UP", true, 5)), "at the same moment the core's counts");
        assertEquals("restart-absent", rule(closed, core("0", "UP", true, 4)));
    }

    @Test
    void newerNotificationOverridesCore() {
        Story story = new Story().then(absent(Role.IMAPD)).after(Duration.ofSeconds(5));
        assertEquals("restart-absent", reported(story, core("1", "UP", true, 9)));
        assertEquals("downtime", reported(story, core("1", "UP", true, 5)), "at the same moment the core's counts");
        assertEquals("downtime", reported(story, core("1", "UP", true, 4)));
    }

    @Test
    void endOfDowntimeIsNamedBySource() {
        Story story = new Story().then(absent(Role.IMAPD).downtime("1")).after(MINUTE);
        Situation told = story.handler().withOtherWorker(known(false));
        assertTrue(
                sentence(told).endsWith("; hamail reconcile --downtime-over does so now; hamail restart acts now"),
                sentence(told));
        Situation ofCore = told.withCore(core("1", "UP", true, 9));
        assertTrue(sentence(ofCore).endsWith("is over; hamail restart acts now"), sentence(ofCore));
        Situation off = told.withCore(core("0", "UP", false, 9));
        assertTrue(sentence(off).endsWith("; switch the event handler of the service on again"), sentence(off));
    }

    private static String sentence(Situation situation) {
        return HeldFault.of(situation).get(0).sentence(situation.now().time(), ZoneOffset.UTC);
    }

    @Test
    void otherServiceSaysNothingOfSuspectsDowntime() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .decided()
                .then(ok(Role.POPD, CheckKind.PROCESS, Observer.LOCAL).downtime("1"));
        Reading<CoreWords> core = core("0", "UP", true, 9);
        Decision answer = Policy.decide(story.worker().withCore(core));
        assertEquals("1", gate(answer, "downtime").value(), "the answer to it is about itself");
        assertEquals("restart-absent", reported(story.then(answer.made()), core));
    }

    @Test
    void unreadableCoreClosesGateAtOnce() {
        Reading<CoreWords> silent = new Reading.Unreadable<>("no such file", "core");
        Reading<CoreWords> stale = core("0", "UP", true, 301);
        Reading<CoreWords> elsewhere = new Reading.Known<>(new CoreWords(Map.of()), "core", 1);
        Story story = new Story().then(absent(Role.IMAPD)).after(MINUTE);
        for (Reading<CoreWords> core : List.of(silent, stale, elsewhere)) {
            assertEquals("downtime", rule(story, core));
        }
        assertEquals("restart-absent", reported(story, silent), "the notification tells of its own downtime");
        assertEquals("restart-absent", reported(story, stale));
        story.after(MINUTE.multipliedBy(5));
        assertEquals("downtime", reported(story, silent));
        assertEquals("downtime", reported(story, stale));
    }

    @Test
    void whyCoreShowsNothingIsInSentence() {
        String reason = "2 services of the core have the custom variables of imapd process (local)";
        var unusable = Map.of(new NodeSeries(IMAPD_PROCESS, Optional.of("phys-a")), reason);
        Story story = new Story().then(absent(Role.IMAPD)).after(MINUTE);
        var known = new Reading.Known<>(new CoreWords(Map.of(), Map.of(), unusable), "core", 1);
        Decision decision = Policy.decideStanding(
                story.worker().withCore(known), story.history().standing().get(0));
        assertEquals("downtime", decision.rule());
        assertTrue(decision.reason().contains("the downtime is unknown, " + reason), decision.reason());
    }

    private static String reported(Story story, Reading<CoreWords> core) {
        return Policy.decide(story.worker().withCore(core)).rule();
    }

    @Test
    void coreOnlyProblemIsUnheardUntilNotification() {
        Story story = new Story()
                .then(ok(Role.IMAPD, CheckKind.PROCESS, Observer.LOCAL))
                .decided()
                .after(MINUTE);
        story.then(new CoreReport(absent(Role.IMAPD).notification()));
        assertEquals(List.of("imapd absent"), standing(story));
        assertEquals(1, story.history().unheard().size());
        assertEquals("restart-absent", story.decide().rule());
        story.then(ok(Role.POPD, CheckKind.PROCESS, Observer.LOCAL));
        assertEquals(0, story.history().unheard().size());
    }

    @Test
    void problemAfterVerifiedActionIsNotUnheard() {
        Story story = new Story()
                .then(absent(Role.IMAPD))
                .decided()
                .done("a", Action.RESTART)
                .after(MINUTE);
        story.then(new CoreReport(absent(Role.IMAPD).notification()));
        assertEquals(0, story.history().unheard().size());
        assertEquals(List.of("imapd absent"), standing(story));
    }

    @Test
    void decisionToActIsUndoneUntilIntent() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        assertEquals(2, story.history().undone(story.now()).orElseThrow().seq());
        story.begun("a", Action.RESTART);
        assertTrue(story.history().undone(story.now()).isEmpty());
    }

    @Test
    void unbegunDecisionIsNotHiddenByOther() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        story.then(new DecisionRecord("hold", "daemon", "about another daemon", List.of(), List.of(7L)));
        assertEquals(2, story.history().undone(story.now()).orElseThrow().seq());
        story.then(new DecisionRecord("hold", "engine-state", "about the same", List.of(), List.of(1L)));
        assertTrue(story.history().undone(story.now()).isEmpty());
    }

    /** Found by the simulator: the other monitoring server moved the service between the probe and the action. */
    @Test
    void probeOnFormerNodeEndsNoFault() {
        Story story = new Story().then(absent(Role.IMAPD)).decided();
        story.then(probe(CheckKind.PROCESS, OwnProbe.Result.FAILS));
        long probed = story.history().standing().get(0).probe().orElseThrow().seq();
        story.then(new DecisionRecord("none", "wrong-node", "it is on phys-b now", List.of(), List.of(probed)));
        assertEquals(List.of("imapd absent"), standing(story));
        story.then(new DecisionRecord("none", "wrong-node", "the report blames phys-a", List.of(), List.of(1L)));
        assertEquals(List.of(), standing(story));
    }

    private static String rule(Story story, Reading<CoreWords> core) {
        return Policy.decideStanding(
                        story.worker().withCore(core),
                        story.history().standing().get(0))
                .rule();
    }

    private static Reading<CoreWords> core(String downtime, String host, boolean handled, long age) {
        return new Reading.Known<>(
                new CoreWords(Map.of(IMAPD_PROCESS, new CoreWords.CoreWord(downtime, host, handled))), "core", age);
    }

    /** The switch is read anew; what it says is no part of the story. */
    @Test
    void aPauseHoldsWhatStands() {
        Story story = new Story().then(absent(Role.IMAPD)).decided().operator("pause");
        var paused = new ServiceState(ServiceState.Switch.PAUSED, "root", "", Optional.empty(), Optional.empty());
        assertEquals(
                "paused",
                Policy.decideStanding(
                                Story.switched(story.worker(), known(paused)),
                                story.history().standing().get(0))
                        .rule());
    }
}
