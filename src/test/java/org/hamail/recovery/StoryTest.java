package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

class StoryTest extends WithWorld {
    private static final Operator.Request ALICE = new Operator.Request("alice", "work", Optional.empty(), false);

    @Test
    void anAbsentDaemonIsRestartedAndVerified() throws Exception {
        world.served = false;
        Handler.HandlerAnswer answer = world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals("restart", answer.decision());
        assertEquals(List.of("restart all"), world.deeds);
        List<Entry> journal = world.journal();
        assertTrue(journal.get(0).event() instanceof Notification);
        assertTrue(journal.get(1).event() instanceof DecisionRecord);
        assertEquals(Outcome.Result.DONE, last(Outcome.class).result());
        assertTrue(last(Verification.class).ok());
        assertTrue(last(DecisionRecord.class).decision().equals("none"));
    }

    /** Already by the handler's own decision, and of a restart, which needs neither. */
    @Test
    void whatIsNotConfiguredIsSaidInEveryDecision() throws Exception {
        world.configured = Set.of();
        world.served = false;
        world.restartHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        List<String> said = world.journal().stream()
                .filter(entry -> entry.event() instanceof DecisionRecord)
                .flatMap(entry -> ((DecisionRecord) entry.event()).gates().stream())
                .filter(gate -> Set.of("directory", "sanity").contains(gate.gate()))
                .map(gate -> gate.gate() + " " + gate.open() + " " + gate.value())
                .distinct()
                .toList();
        assertEquals(List.of("directory null not configured", "sanity null not configured"), said);
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
    }

    @Test
    void restartThatDoesNotHelpLeadsToFailover() throws Exception {
        world.served = false;
        world.restartHelps = false;
        world.tell(World.timeout(Role.IMAPD, Observer.LOCAL, "1"));
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
        assertTrue(last(Verification.class).ok());
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void unverifiedFailoverIsHardStopUntilAck() throws Exception {
        world.served = false;
        world.restartHelps = false;
        world.moveHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(2, world.deeds.size());
        world.pass(Duration.ofHours(5));
        assertEquals("hold", world.tell(World.absent(Role.POPD, "1")).decision());
        assertEquals(2, world.deeds.size());
        assertEquals(Condition.BLOCKED, RecoveryStatus.of(world.site()).condition());
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).ack().end());
        world.restartHelps = true;
        assertEquals("restart", world.tell(World.absent(Role.POPD, "2")).decision());
        assertEquals("restart all", world.deeds.get(2));
    }

    @Test
    void aPausedServiceIsRecordedAndLeftAlone() throws Exception {
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).pause().end());
        world.served = false;
        assertEquals("hold", world.tell(World.absent(Role.IMAPD, "1")).decision());
        assertTrue(world.deeds.isEmpty());
        assertEquals(Condition.HELD, RecoveryStatus.of(world.site()).condition());
        assertTrue(RecoveryStatus.of(world.site()).warning());
        new Operator(world.site(), ALICE).resume();
        world.pass(Duration.ofMinutes(1));
        assertEquals("restart", world.tell(World.absent(Role.IMAPD, "2")).decision());
    }

    @Test
    void switchThatContradictsJournalIsNoIdleness() throws Exception {
        new Operator(world.site(), ALICE).pause();
        Files.delete(stateDir.resolve("mail1/service.json"));
        world.served = false;
        assertEquals(
                "service-contradictory",
                world.tell(World.absent(Role.IMAPD, "1")).rule());
        assertEquals(Condition.BLOCKED, RecoveryStatus.of(world.site()).condition());
        new Operator(world.site(), ALICE).on();
        assertEquals(Condition.PENDING, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void evidenceAboutFormerIdleNodeDoesNotCount() throws Exception {
        world.served = false;
        world.tell(World.about("phys-b", World.timeout(Role.IMAPD, Observer.REMOTE, "1")));
        assertEquals("wrong-node", last(DecisionRecord.class).rule());
        world.active = "phys-b";
        world.tell(World.about("phys-b", World.timeout(Role.IMAPD, Observer.REMOTE, "2")));
        assertEquals("too-little", last(DecisionRecord.class).rule());
        assertTrue(world.deeds.isEmpty());
        world.tell(World.about("phys-b", World.timeout(Role.IMAPD, Observer.REMOTE, "3")));
        assertEquals(List.of("move phys-b phys-a"), world.deeds);
    }

    @Test
    void faultThatHealedByItselfIsLeftAlone() throws Exception {
        assertEquals("restart", world.tell(World.absent(Role.IMAPD, "1")).decision());
        assertTrue(world.deeds.isEmpty());
        assertEquals("none", last(DecisionRecord.class).decision());
    }

    @Test
    void aSilentEngineRefuses() throws Exception {
        world.served = false;
        world.engineSilent = true;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertTrue(world.deeds.isEmpty());
        assertEquals("hold", last(DecisionRecord.class).decision());
    }

    @Test
    void anIndeterminateRestartThatIsNotVerifiedBlocks() throws Exception {
        world.served = false;
        world.restartEnd = ActionResult.End.INDETERMINATE;
        world.restartHelps = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(Condition.INDETERMINATE, RecoveryStatus.of(world.site()).condition());
        world.pass(Duration.ofMinutes(10));
        assertEquals("hold", world.tell(World.absent(Role.IMAPD, "2")).decision());
        assertEquals(1, world.deeds.size());
    }

    @Test
    void refusedRestartOfMendedServiceIsNoFailure() throws Exception {
        world.served = false;
        world.restartEnd = ActionResult.End.FAILED;
        world.somebodyElseMends = true;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(Outcome.Result.FAILED, last(Outcome.class).result());
        assertTrue(last(Verification.class).ok());
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void refusedMoveHasFailedThoughServiceWorks() throws Exception {
        world.moveEnd = ActionResult.End.FAILED;
        assertEquals(
                Operator.Result.failed("could not move from phys-a to phys-b; see 'hamail history'"),
                new Operator(world.site(), ALICE).move(Optional.empty()));
        assertTrue(world.journal().stream().noneMatch(entry -> entry.event() instanceof Verification));
        assertEquals(Condition.FAILED, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void refusedManualRestartIsReportedThoughServiceWorks() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        assertEquals(
                Operator.Result.failed("could not restart all on phys-a, but the service works: restarted by a test"),
                new Operator(world.site(), ALICE).restart("all"));
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
    }

    @Test
    void refusalUnderExaminationIsNoFailureYet() throws Exception {
        world.served = false;
        world.restartEnd = ActionResult.End.FAILED;
        var seen = new ArrayList<Condition>();
        Runnable look = () -> seen.add(condition());
        world.whileLooking =
                () -> world.whileLooking = look; // first the fault is confirmed, then the refusal looked into
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of(Condition.ACTING), seen);
    }

    private Condition condition() {
        try {
            return RecoveryStatus.of(world.site()).condition();
        } catch (IOException | JournalUnavailable | JournalBroken e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theDryRunOfTheHandlerWritesNothing() throws Exception {
        world.served = false;
        Handler.HandlerAnswer answer = new Handler(world.site(), () -> {}).dryRun(World.absent(Role.IMAPD, "1"));
        assertEquals("restart", answer.decision());
        assertFalse(Files.exists(stateDir.resolve("mail1")));
    }

    @Test
    void anOperatorsDryRunChangesNothing() throws Exception {
        var rehearsed = new Operator.Request("alice", "", Optional.empty(), true);
        assertEquals(
                Operator.Result.done("would move from phys-a to phys-b"),
                new Operator(world.site(), rehearsed).move(Optional.empty()));
        new Operator(world.site(), rehearsed).pause();
        new Operator(world.site(), rehearsed).off();
        new Operator(world.site(), rehearsed).ack();
        assertFalse(Files.exists(stateDir.resolve("mail1")));
        assertTrue(world.deeds.isEmpty());
    }

    @Test
    void operatorsSwitchIsVerifiedAndNeedsEligibleNode() throws Exception {
        assertEquals(
                Operator.Result.End.REFUSED,
                new Operator(world.site(), ALICE).move(Optional.of("phys-a")).end());
        assertEquals(
                Operator.Result.End.DONE,
                new Operator(world.site(), ALICE).move(Optional.of("phys-b")).end());
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
        world.state = ClusterView.State.MAINTENANCE;
        assertEquals(
                Operator.Result.End.REFUSED,
                new Operator(world.site(), ALICE).restart("all").end());
    }

    @Test
    void offStopsAndOnStarts() throws Exception {
        new Operator(world.site(), ALICE).off();
        assertEquals("hold", world.tell(World.absent(Role.IMAPD, "1")).decision());
        assertEquals(
                Operator.Result.End.REFUSED,
                new Operator(world.site(), ALICE).resume().end());
        assertEquals(
                Operator.Result.End.DONE, new Operator(world.site(), ALICE).on().end());
        assertEquals(List.of("stop", "start"), world.deeds);
    }

    @Test
    void logOnlyReportBlamingNodeIsDecidedOnce() throws Exception {
        world.served = false;
        world.mode = PolicyMode.LOG_ONLY;
        world.tell(World.about("phys-a", World.absent(Role.IMAPD, "1")));
        assertEquals("log-only", last(DecisionRecord.class).rule());
        assertEquals(2, world.journal().size());
    }

    @Test
    void aWorkerThatFindsNothingNewWritesNothing() throws Exception {
        world.served = false;
        world.mode = PolicyMode.LOG_ONLY;
        world.tell(World.absent(Role.IMAPD, "1"));
        new Worker(world.site()).run();
        assertEquals(2, world.journal().size());
        world.mode = PolicyMode.FAILOVER;
        new Worker(world.site()).run();
        assertEquals(List.of("restart all"), world.deeds, "what log-only held is probed and acted on");
    }

    @Test
    void holdIsWrittenOnceForSameEvidence() throws Exception {
        world.served = false;
        world.engineSilent = true;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals("engine-unreadable", last(DecisionRecord.class).rule());
        int records = world.journal().size();
        assertEquals(3, records, "the report, what the handler decided, and the hold of its worker");
        new Worker(world.site()).run();
        assertEquals(records, world.journal().size());
        world.engineSilent = false;
        new Worker(world.site()).run();
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void everyNotificationIsDecidedOnce() throws Exception {
        world.tell(World.well(Role.POPD, CheckKind.PROTOCOL));
        world.tell(World.well(Role.IMAPD, CheckKind.PROTOCOL));
        assertEquals(
                List.of("Notification", "DecisionRecord", "Notification", "DecisionRecord"),
                world.journal().stream()
                        .map(entry -> entry.event().getClass().getSimpleName())
                        .toList());
    }

    @Test
    void littleEvidenceDoesNotAskEngine() throws Exception {
        world.served = false;
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        new Worker(world.site()).run();
        assertEquals(0, world.touches);
        assertEquals(2, world.journal().size());
    }

    @Test
    void littleEvidenceAboutActiveNodeIsDecidedOnce() throws Exception {
        world.served = false;
        world.tell(World.about("phys-a", World.timeout(Role.IMAPD, Observer.REMOTE, "1")));
        assertEquals("too-little", last(DecisionRecord.class).rule());
        assertEquals(2, world.journal().size());
    }

    @Test
    void aBrokenJournalIsNotWrittenTo() throws Exception {
        world.tell(World.absent(Role.IMAPD, "1"));
        Path file = stateDir.resolve("mail1/journal.jsonl");
        String edited = Files.readString(file).replaceFirst("imapd", "smtpd");
        Files.writeString(file, edited);
        assertThrows(JournalBroken.class, () -> world.tell(World.absent(Role.POPD, "1")));
        assertEquals(edited, Files.readString(file));
    }

    @Test
    void stateDirectoryThatIsFileIsUnavailable() throws Exception {
        Path file = Files.writeString(stateDir.resolve("file"), "");
        JournalUnavailable trouble =
                assertThrows(JournalUnavailable.class, () -> new World(file).tell(World.absent(Role.POPD, "1")));
        assertEquals(
                "cannot open the journal in " + file.resolve("mail1") + ": " + file + ": Not a directory",
                trouble.getMessage());
    }

    private <T> T last(Class<T> type) throws Exception {
        return world.journal().stream()
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
