package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Handler and worker die at every journal write, in the middle of it too, and at every touch of the engine and the probes, in
 * every story; then the monitoring core tells more, or says nothing more as after HARD, or only shows the problem to whoever
 * looks. {@code KillAnywhereIT} does it with real processes and SIGKILL.
 */
class KillAnywhereTest {
    private static final Set<String> POINTS = new HashSet<>();

    /** After these everything that the agent does by itself is done. */
    private static final int MINUTES = 4;

    @TempDir
    Path directory = Path.of("/nonexistent");

    /** Something that happens in the world; a process in it may die. */
    private interface Happening {
        void to(World world) throws Exception;
    }

    /** What the monitoring core does after a death. */
    private enum Core {
        TELLS_MORE,
        IS_SILENT,
        SHOWS_IT
    }

    /** A world, and what its monitoring core tells. */
    private enum Tale {
        A_RESTART_HELPS,
        A_RESTART_IS_IN_VAIN,
        A_RESTART_IS_REFUSED,
        NOBODY_KNOWS_HOW_A_RESTART_ENDED,
        RESTART_AND_MOVE_ARE_IN_VAIN,
        NOBODY_KNOWS_HOW_A_MOVE_ENDED,
        IT_IS_SEEN_FROM_FAR,
        IT_HEALS_BY_ITSELF;

        Notification told(String attempt) {
            return this == IT_IS_SEEN_FROM_FAR
                    ? World.timeout(Role.IMAPD, Observer.REMOTE, attempt)
                    : World.absent(Role.IMAPD, attempt);
        }

        World world(Path stateDir) throws Exception {
            var world = new World(Files.createDirectory(stateDir));
            world.served = this == IT_HEALS_BY_ITSELF;
            world.restartHelps = this == A_RESTART_HELPS || this == IT_HEALS_BY_ITSELF;
            world.moveHelps = this != RESTART_AND_MOVE_ARE_IN_VAIN;
            if (this == A_RESTART_IS_REFUSED) {
                world.restartEnd = ActionResult.End.FAILED;
            } else if (this == NOBODY_KNOWS_HOW_A_RESTART_ENDED) {
                world.restartEnd = ActionResult.End.INDETERMINATE;
            } else if (this == NOBODY_KNOWS_HOW_A_MOVE_ENDED) {
                world.moveEnd = ActionResult.End.INDETERMINATE;
            }
            return world;
        }

        /** Whether recovery brings the service back, if it hears of the fault and knows how its actions ended. */
        boolean endsServed() {
            return this != RESTART_AND_MOVE_ARE_IN_VAIN && this != NOBODY_KNOWS_HOW_A_MOVE_ENDED;
        }

        /** Two attempts of the same fault, with something harmless between them. */
        List<Happening> happenings() {
            return List.of(
                    world -> world.tell(told("1")),
                    world -> world.tell(World.well(Role.POPD, CheckKind.PROTOCOL)),
                    world -> world.tell(told("2")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsRepeatedLostOrBlockedForever(Tale tale) throws Exception {
        everyDeath(tale, Core.TELLS_MORE);
    }

    @ParameterizedTest
    @EnumSource
    void nothingStaysOpenWhenCoreFallsSilent(Tale tale) throws Exception {
        everyDeath(tale, Core.IS_SILENT);
    }

    @ParameterizedTest
    @EnumSource
    void nothingStaysOpenWhenOnlyCoreShowsIt(Tale tale) throws Exception {
        everyDeath(tale, Core.SHOWS_IT);
    }

    private void everyDeath(Tale tale, Core core) throws Exception {
        boolean died = true;
        for (int at = 0; died; at++) {
            World world = tale.world(directory.resolve("at-" + at));
            died = diesAndIsSurvived(world, tale, core, at, false);
            if (died) {
                POINTS.add(tale + " " + at);
            }
            if (world.diedWriting) {
                diesAndIsSurvived(tale.world(directory.resolve("torn-" + at)), tale, core, at, true);
            }
        }
    }

    /** Whether there was anything left to die at. */
    private static boolean diesAndIsSurvived(World world, Tale tale, Core core, int at, boolean torn) throws Exception {
        String where = tale + " at " + at + (torn ? ", torn, " : ", ") + core;
        world.crashAt = at;
        boolean died = false;
        boolean silent = false;
        for (Happening happening : tale.happenings()) {
            if (silent) {
                break;
            }
            if (dies(world, happening)) {
                died = true;
                if (torn) {
                    tear(world);
                }
                goesOn(world, tale, core, where);
                silent = core != Core.TELLS_MORE;
            }
            world.pass(Duration.ofSeconds(61));
        }
        if (died) {
            endsWell(world, where);
        }
        return died;
    }

    private static boolean dies(World world, Happening happening) throws Exception {
        try {
            happening.to(world);
            return false;
        } catch (World.Crash e) {
            return true;
        }
    }

    /** What a write leaves that was ended in its middle. */
    private static void tear(World world) throws Exception {
        Path file = world.stateDir.resolve("mail1/journal.jsonl");
        String text = Files.exists(file) ? Files.readString(file) : "";
        String line =
                text.isEmpty() ? "{\"seq\":1" : text.lines().reduce((a, b) -> b).orElseThrow();
        Files.writeString(
                file, line.substring(0, line.length() / 2), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The next notification, by the same core, about the same fault; or none, and the agent looks every minute. */
    private static void goesOn(World world, Tale tale, Core core, String where) throws Exception {
        List<Entry> before = Files.exists(world.stateDir.resolve("mail1")) ? world.journal() : List.of();
        List<Intent> unended = intents(before).stream()
                .filter(intent -> outcome(before, intent).isEmpty())
                .toList();
        List<String> deeds = List.copyOf(world.deeds);
        boolean served = world.served;
        world.pass(Duration.ofMinutes(3));
        if (core == Core.TELLS_MORE) {
            world.tell(tale.told("9" + before.size()));
        } else {
            nobodyTells(world, tale, core);
            ended(world, tale, core, where);
        }
        List<Entry> after = world.journal();
        for (Intent orphan : unended) {
            assertEquals(Optional.of(Outcome.Result.INDETERMINATE), outcome(after, orphan), where);
        }
        if (served) {
            assertEquals(deeds, world.deeds, "a finished action was repeated, " + where);
        }
        consistent(world, after, where);
    }

    private static void nobodyTells(World world, Tale tale, Core core) throws Exception {
        for (int minute = 0; minute < MINUTES; minute++) {
            if (core == Core.SHOWS_IT) {
                world.core = Optional.of(
                        world.served
                                ? new CoreView(world.now().time(), List.of(), List.of())
                                : world.shows(tale.told("3"), Duration.ofMinutes(3 + minute)));
            }
            world.minutesPass(1);
        }
        world.core = Optional.empty();
    }

    /** Either the service is there again or people see that it is not, unless nobody ever reported it. */
    private static void ended(World world, Tale tale, Core core, String where) throws Exception {
        boolean known = core == Core.SHOWS_IT
                || world.journal().stream().anyMatch(entry -> entry.event() instanceof Notification);
        Condition condition = RecoveryStatus.of(world.site()).condition();
        if (known && tale.endsServed() && condition != Condition.INDETERMINATE) {
            assertTrue(world.served, "nobody helped, " + where + ": " + condition + " " + world.deeds);
        }
        if (known && !world.served) {
            assertTrue(condition.compareTo(Condition.OVERDUE) > 0, where + ": " + condition);
        }
    }

    private static void consistent(World world, List<Entry> journal, String where) throws Exception {
        assertEquals(
                journal.size(),
                new JournalReader(world.stateDir.resolve("mail1")).verify().records(),
                where);
        FaultHistory history = FaultHistory.of(journal, world.site().faultRules());
        assertEquals(List.of(), history.unfinished(), where);
        long restarts =
                world.deeds.stream().filter(deed -> deed.startsWith("restart")).count();
        long moves = world.deeds.size() - restarts;
        assertTrue(history.restarts(world.now()) >= restarts, "a restart was not counted, " + where);
        assertTrue(intents(journal).size() >= world.deeds.size(), "a deed without an intent, " + where);
        assertTrue(restarts <= 2 && moves <= 1, "too much was done, " + where + ": " + world.deeds);
        assertEquals(notifications(journal), answered(journal), "a notification without a decision, " + where);
    }

    /** A person acknowledges what is to be acknowledged; when the service dies again, it is helped again. */
    private static void endsWell(World world, String where) throws Exception {
        new Operator(world.site(), new Operator.Request("alice", "", Optional.empty(), false)).ack();
        world.pass(Duration.ofHours(2));
        world.restartHelps = true;
        world.restartEnd = ActionResult.End.DONE;
        world.served = false;
        int deeds = world.deeds.size();
        world.tell(World.absent(Role.SMTPD, "1"));
        assertEquals(List.of("restart all"), world.deeds.subList(deeds, world.deeds.size()), where);
        assertTrue(world.served, where);
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition(), where);
    }

    private static List<Intent> intents(List<Entry> journal) {
        return journal.stream()
                .map(Entry::event)
                .filter(Intent.class::isInstance)
                .map(Intent.class::cast)
                .toList();
    }

    private static Optional<Outcome.Result> outcome(List<Entry> journal, Intent intent) {
        return journal.stream()
                .map(Entry::event)
                .filter(event ->
                        event instanceof Outcome outcome && outcome.id().equals(intent.id()))
                .map(event -> ((Outcome) event).result())
                .findFirst();
    }

    private static List<Long> notifications(List<Entry> journal) {
        return journal.stream()
                .filter(entry -> entry.event() instanceof Notification)
                .map(Entry::seq)
                .toList();
    }

    private static List<Long> answered(List<Entry> journal) {
        var named = new HashSet<Long>();
        for (Entry entry : journal) {
            if (entry.event() instanceof DecisionRecord decision) {
                named.addAll(decision.because());
            }
        }
        var answered = new ArrayList<>(notifications(journal));
        answered.removeIf(seq -> !named.contains(seq));
        return answered;
    }

    @AfterAll
    static void atLeastAHundredPoints() {
        System.out.println(POINTS.size() + " points at which a process died");
        assertTrue(POINTS.size() >= 100, "only " + POINTS.size() + " points");
    }
}
