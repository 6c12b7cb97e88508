package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.operator.Operator;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each story is told again and again, and each time something comes between at the next question to engine, probes and directory:
 * a person's verb, a lost answer, a late report, a core that says nothing more. Whatever it is, nothing acts beside another
 * action or in a pause, and no fault is forgotten.
 */
class DisturbedStoryTest {
    private static final Operator.Request ALICE = new Operator.Request("alice", "", Optional.empty(), false);

    /** After these everything that the agent does by itself is done. */
    private static final int MINUTES = 6;

    private static final Set<String> POINTS = new HashSet<>();

    @TempDir
    Path directory = Path.of("/nonexistent");

    /** A fault, and how it becomes known. */
    private enum Tale {
        A_RESTART_HELPS,
        A_RESTART_IS_IN_VAIN,
        IT_IS_HELD_BY_A_PAUSE,
        IT_IS_SEEN_FROM_FAR,
        NO_WORKER_STARTS,
        NO_HANDLER_STARTS;

        Notification told(String attempt) {
            return this == IT_IS_SEEN_FROM_FAR
                    ? World.timeout(Role.IMAPD, Observer.REMOTE, attempt)
                    : World.absent(Role.IMAPD, attempt);
        }

        /** One after the other, a minute apart. */
        List<Happening> happenings() {
            Happening first = story -> story.tell(told("1"));
            Happening second = story -> story.tell(told("2"));
            return switch (this) {
                case A_RESTART_HELPS, A_RESTART_IS_IN_VAIN, IT_IS_SEEN_FROM_FAR -> List.of(first, second);
                case IT_IS_HELD_BY_A_PAUSE ->
                    List.of(story -> story.alice().pause(), first, story -> story.alice()
                            .resume());
                case NO_WORKER_STARTS -> List.of(story -> story.world.tellUnheard(told("1")));
                case NO_HANDLER_STARTS -> List.of();
            };
        }
    }

    /** What comes between. */
    private enum Disturbance {
        PAUSE,
        OFF,
        RESTART,
        A_LOST_ANSWER,
        A_LATE_REPORT,
        THE_CORE_FALLS_SILENT
    }

    private interface Happening {
        void in(Story story) throws Exception;
    }

    /** A verb that may have to wait for a worker. */
    private interface Verb {
        Operator.Result done() throws Exception;
    }

    static Stream<Arguments> everyDisturbanceOfEveryTale() {
        return Stream.of(Tale.values())
                .flatMap(tale -> Stream.of(Disturbance.values()).map(disturbance -> Arguments.of(tale, disturbance)));
    }

    @ParameterizedTest
    @MethodSource("everyDisturbanceOfEveryTale")
    void noWrongActionAndNoLostFault(Tale tale, Disturbance disturbance) throws Exception {
        boolean disturbed = true;
        for (int at = 0; disturbed; at++) {
            var story = new Story(tale, disturbance, at, Files.createDirectory(directory.resolve("at-" + at)));
            story.happens();
            disturbed = story.isDisturbed;
            if (disturbed) {
                POINTS.add(tale + " " + disturbance + " " + at);
            }
        }
    }

    @AfterAll
    static void atLeastTwoHundredPoints() {
        System.out.println(POINTS.size() + " points at which something came between");
        assertTrue(POINTS.size() >= 200, "only " + POINTS.size() + " points");
    }

    /** One story with one disturbance. */
    private static final class Story {
        private final Tale tale;
        private final World world;
        private final String where;
        private boolean isDisturbed;
        private boolean isSilent;
        private CompletableFuture<Void> byHand = CompletableFuture.completedFuture(null);

        Story(Tale tale, Disturbance disturbance, int at, Path stateDir) {
            this.tale = tale;
            this.where = tale + ", " + disturbance + " at " + at;
            this.world = new World(stateDir);
            world.served = false;
            world.restartHelps = tale != Tale.A_RESTART_IS_IN_VAIN;
            world.disturbedAt = at;
            world.disturbance = () -> {
                isDisturbed = true;
                disturb(disturbance);
            };
        }

        void happens() throws Exception {
            for (Happening happening : tale.happenings()) {
                happening.in(this);
                byHand.join();
                world.pass(Duration.ofSeconds(61));
            }
            minutesPass();
            isSeen();
            isConsistent();
            peopleTidyUp();
            minutesPass();
            isConsistent();
            theLastGateOpens();
            assertTrue(world.served, "nobody helped, " + where + ": " + world.deeds);
        }

        void tell(Notification said) throws Exception {
            if (!isSilent) {
                world.tell(said);
            }
        }

        Operator alice() {
            return new Operator(world.site(), ALICE);
        }

        private void disturb(Disturbance disturbance) throws Exception {
            switch (disturbance) {
                case PAUSE -> alice().pause();
                case OFF -> inAnotherShell(() -> alice().off());
                case RESTART -> inAnotherShell(() -> alice().restart("all"));
                case A_LOST_ANSWER -> world.losesAnswer = true;
                case A_LATE_REPORT -> world.tell(tale.told("7"));
                case THE_CORE_FALLS_SILENT -> isSilent = true;
            }
        }

        /** Goes on as soon as it waits for the worker, whose lock it takes when the worker is done. */
        private void inAnotherShell(Verb verb) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            var shell = new Thread(
                    () -> {
                        try {
                            verb.done();
                            end.complete(null);
                        } catch (Exception | Error e) {
                            end.completeExceptionally(e);
                        }
                    },
                    "another shell");
            shell.start();
            while (shell.isAlive() && shell.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            byHand = end;
        }

        private void minutesPass() throws Exception {
            for (int minute = 0; minute < MINUTES; minute++) {
                if (tale == Tale.NO_HANDLER_STARTS) {
                    world.core = Optional.of(
                            world.served
                                    ? new CoreView(world.now().time(), List.of(), List.of())
                                    : world.shows(tale.told("3"), Duration.ofMinutes(3 + minute)));
                }
                world.minutesPass(1);
                byHand.join();
            }
            world.core = Optional.empty();
        }

        /** The service is there again, or a person switched it off, or people see that it is not there and what it waits for. */
        private void isSeen() throws Exception {
            RecoveryStatus standing = RecoveryStatus.of(world.site());
            if (world.served || position() == ServiceState.Switch.OFF) {
                return;
            }
            assertTrue(
                    standing.condition().compareTo(Condition.OVERDUE) > 0,
                    where + ": " + standing.condition() + " " + world.deeds);
            for (HeldFault fault : standing.found().held()) {
                assertTrue(fault.gate().isPresent() || fault.due(), where + ": " + fault);
            }
        }

        private ServiceState.Switch position() {
            return new ServiceSwitch(world.site().directory()).read() instanceof Reading.Known<ServiceState> known
                    ? known.value().position()
                    : ServiceState.Switch.OFF;
        }

        private void peopleTidyUp() throws Exception {
            if (position() == ServiceState.Switch.OFF) {
                alice().on();
                if (!world.served) {
                    world.tell(tale.told("8")); // what does not start is a new fault
                }
            } else if (position() == ServiceState.Switch.PAUSED) {
                alice().resume();
            }
            alice().ack();
        }

        /** What is held now is held by a gate that says when it opens. */
        private void theLastGateOpens() throws Exception {
            RecoveryStatus standing = RecoveryStatus.of(world.site());
            if (!world.served) {
                Instant opening = standing.found().nextOpening().orElseThrow(() -> new AssertionError(where));
                world.pass(Duration.between(world.now().time(), opening));
                minutesPass();
            }
        }

        private void isConsistent() throws Exception {
            assertEquals(List.of(), world.wrongs, where);
            List<Entry> journal = world.journal();
            assertEquals(
                    journal.size(),
                    new JournalReader(world.stateDir.resolve("mail1")).verify().records(),
                    where);
            everyIntentIsEndedBeforeTheNext(journal);
            assertEquals(List.of(), world.history().unfinished(), where);
            everyReportIsAnswered(journal);
            long moves =
                    world.deeds.stream().filter(deed -> deed.startsWith("move")).count();
            assertTrue(moves <= 1, "moved there and back, " + where + ": " + world.deeds);
        }

        private void everyIntentIsEndedBeforeTheNext(List<Entry> journal) {
            Optional<String> begun = Optional.empty();
            for (Entry entry : journal) {
                if (entry.event() instanceof Intent intent) {
                    assertEquals(Optional.empty(), begun, "an intent beside another, " + where);
                    begun = Optional.of(intent.id());
                } else if (entry.event() instanceof Outcome outcome) {
                    assertEquals(Optional.of(outcome.id()), begun, "the outcome of another intent, " + where);
                    begun = Optional.empty();
                }
            }
            assertEquals(Optional.empty(), begun, "an intent without an outcome, " + where);
        }

        private void everyReportIsAnswered(List<Entry> journal) {
            Set<Long> answered = new HashSet<>();
            for (Entry entry : journal) {
                if (entry.event() instanceof DecisionRecord decision) {
                    answered.addAll(decision.because());
                }
            }
            for (Entry entry : journal) {
                if (entry.event() instanceof Notification) {
                    assertTrue(
                            answered.contains(entry.seq()), "report " + entry.seq() + " without a decision, " + where);
                }
            }
        }
    }
}
