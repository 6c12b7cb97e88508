package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.LongJournal;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

class HistoryLoaderTest extends WithWorld {
    private static final int LONG = 100_000;
    private static final int SEQUENCES = 2_000;

    /** All within the windows of the policy, and nothing in it that would be a horizon. */
    @Test
    void howeverLongJournalIsOnlyEndIsRead() throws Exception {
        recordMuch(LONG);
        world.served = false;
        assertEquals("restart", world.tell(World.absent(Role.IMAPD, "1")).decision());
        assertEquals(List.of("restart all"), world.deeds);
        int read = recall().read();
        assertTrue(read <= 2 * HistoryLoader.RECENT, read + " records read");
        for (int i = 0; i < 30; i++) {
            world.tell(World.well(Role.POPD, CheckKind.PROTOCOL));
            assertTrue(recall().read() <= 2 * HistoryLoader.RECENT + 2);
        }
        assertEquals(Condition.IDLE, RecoveryStatus.of(world.site()).condition());
        assertTrue(new JournalReader(stateDir.resolve("mail1")).verify().records() > LONG);
    }

    @Test
    void aCheckpointIsSetAgainAndAgain() throws Exception {
        recordMuch(2 * HistoryLoader.RECENT);
        int most = 0;
        for (int i = 0; i < HistoryLoader.RECENT / 2 + 10; i++) {
            new Handler(world.site(), () -> {}).handle(World.well(Role.POPD, CheckKind.PROTOCOL));
            most = Math.max(most, recall().read());
        }
        assertTrue(most <= 2 * HistoryLoader.RECENT + 2, most + " records read");
        assertTrue(most > HistoryLoader.RECENT);
    }

    @Test
    void whatCountsStillCountsBehindACheckpoint() throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            journal.append(World.timeout(Role.IMAPD, Observer.REMOTE, "1"), world.now());
            journal.append(intent("a1", Action.RESTART), world.now());
            journal.append(new Outcome("a1", Outcome.Result.FAILED, "", BigDecimal.ONE), world.now());
            journal.append(new OperatorCommand("pause", "alice", "", Optional.empty()), world.now());
            journal.append(new OperatorCommand("resume", "alice", "", Optional.empty()), world.now());
            journal.append(intent("a2", Action.FAILOVER), world.now());
            much(journal, 3 * HistoryLoader.RECENT);
        }
        FaultHistory whole = history(recall());
        deliberate();
        KeptHistories.Recalled later = recall();
        assertEquals(HistoryLoader.RECENT, later.read());
        assertTrue(HistorySnapshot.same(whole, history(later), world.now()));
        assertEquals(1, history(later).unfinished().size());
        assertEquals(1, history(later).evidence(world.now()).size());
        assertTrue(history(later).failedRestart(world.now()).isPresent());
        assertEquals(Condition.INDETERMINATE, RecoveryStatus.of(world.site()).condition());
    }

    /** More commands of people than a checkpoint keeps: the action before them still tells that a fault was acted on. */
    @Test
    void manyCommandsDoNotHideThatFaultWasActedOn() throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            journal.append(World.timeout(Role.IMAPD, Observer.LOCAL, "1"), world.now());
            journal.append(intent("a1", Action.RESTART), world.now());
            journal.append(new Outcome("a1", Outcome.Result.DONE, "", BigDecimal.ONE), world.now());
            journal.append(new Verification("a1", false, ""), world.now());
            journal.append(new OperatorCommand("ack", "alice", "", Optional.empty()), world.now());
            world.pass(Duration.ofDays(2)); // it counts no more in any budget
            for (int i = 0; i < 200; i++) {
                journal.append(new OperatorCommand("pause", "alice", "", Optional.empty()), world.now());
                journal.append(new OperatorCommand("resume", "alice", "", Optional.empty()), world.now());
            }
            much(journal, 2 * HistoryLoader.RECENT);
        }
        Set<NodeSeries> before = history(recall()).actedOn();
        assertEquals(1, before.size());
        deliberate();
        assertEquals(before, history(recall()).actedOn());
    }

    @Test
    void startsOfContainerAreRememberedBehindCheckpoint() throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            journal.append(intent("a1", Action.FAILOVER), world.now());
            journal.append(new Outcome("a1", Outcome.Result.DONE, "", BigDecimal.ONE), world.now());
            journal.append(new Verification("a1", true, ""), world.now());
            world.containerStartsAgain(Duration.ofHours(1));
            much(journal, 2);
            world.pass(Duration.ofHours(2));
            much(journal, 3 * HistoryLoader.RECENT);
        }
        deliberate();
        KeptHistories.Recalled later = recall();
        assertEquals(HistoryLoader.RECENT, later.read());
        Moment end = history(later).lastFailoverEnd().orElseThrow();
        assertTrue(world.now().since(end).compareTo(Duration.ofHours(3)) >= 0, world.now() + " since " + end);
    }

    @Test
    void garbledOrForeignCheckpointIsIgnored() throws Exception {
        recordMuch(3 * HistoryLoader.RECENT);
        deliberate();
        assertEquals(HistoryLoader.RECENT, recall().read());
        Path file = stateDir.resolve("mail1/checkpoint.jsonl");
        String text = Files.readString(file);
        for (String other : List.of(
                "",
                "\n",
                "{}\n",
                text.substring(1),
                text.replace("\"well\"", "x").replaceFirst("popd", "imapd"))) {
            Files.writeString(file, other);
            assertEquals(3 * HistoryLoader.RECENT, recall().read(), other);
        }
        Files.writeString(file, text);
        world.pass(Duration.ofSeconds(1));
        Files.delete(stateDir.resolve("mail1/journal.jsonl"));
        recordMuch(3 * HistoryLoader.RECENT + 100);
        assertEquals(3 * HistoryLoader.RECENT + 100, recall().read());
    }

    @Test
    void editedRecordIsFoundOrProvedWrong() throws Exception {
        recordMuch(3 * HistoryLoader.RECENT);
        deliberate();
        Path file = stateDir.resolve("mail1/journal.jsonl");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("popd", "imapd"));
        assertEquals(HistoryLoader.RECENT, recall().read());
        assertThrows(JournalBroken.class, () -> new JournalReader(stateDir.resolve("mail1")).verify());
        int late = text.lastIndexOf("popd");
        Files.writeString(file, text.substring(0, late) + "imapd" + text.substring(late + 4));
        assertThrows(JournalBroken.class, this::recall);
    }

    /** Short-lived programs have little memory: of a journal without a checkpoint they hold what matters and no more. */
    @Test
    void longPastWithoutCheckpointLosesNothing() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            Path directory = Files.createDirectories(stateDir.resolve("mail1"));
            List<Entry> all = new Chance(seed).entries(6_000);
            Moment now = all.get(all.size() - 1).at();
            try (var journal = new LongJournal(directory)) {
                for (Entry entry : all) {
                    journal.append(entry.event(), entry.at());
                }
            }
            setAsideInParts(directory.resolve("journal.jsonl"), 1_700);
            var loader = new HistoryLoader(world.site());
            KeptHistories.Recalled recalled = loader.recall();
            assertEquals(all.size(), recalled.read());
            assertTrue(recalled.entries().size() < 3_000, recalled.entries().size() + " records held");
            assertTrue(HistorySnapshot.same(of(all), history(recalled), now), "sequence " + seed);
            loader.remember(recalled, now);
            assertEquals(HistoryLoader.RECENT, recall().read());
            assertTrue(HistorySnapshot.same(of(all), history(recall()), now), "sequence " + seed);
            Files.delete(directory.resolve("checkpoint.jsonl"));
        }
    }

    @Test
    void oldBreakIsReportedAsProofReportsIt() throws Exception {
        recordMuch(3_000);
        Path file = stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("popd", "imapd"));
        String proof = assertThrows(JournalBroken.class, () -> new JournalReader(stateDir.resolve("mail1")).verify())
                .getMessage();
        assertEquals(proof, assertThrows(JournalBroken.class, this::recall).getMessage());
    }

    private static void setAsideInParts(Path journal, int records) throws Exception {
        List<String> lines = Files.readAllLines(journal);
        int part = 0;
        int from = 0;
        for (; from + records < lines.size(); from += records) {
            Files.write(journal.resolveSibling("journal.jsonl." + ++part), lines.subList(from, from + records));
        }
        Files.write(journal, lines.subList(from, lines.size()));
    }

    /** The essence of a random past, with a random future behind it, means the same as all of it. */
    @Test
    void essenceOfPastMeansSameInEveryFuture() {
        int essential = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            var chance = new Chance(seed);
            List<Entry> all = chance.entries(120);
            List<Entry> past = all.subList(0, 60);
            List<Entry> present = all.subList(0, 80);
            Moment then = present.get(79).at();
            List<Entry> essence = HistorySnapshot.of(past, present, world.site().faultRules(), then);
            if (HistorySnapshot.same(of(present), of(joined(essence, all.subList(60, 80))), then)) {
                essential++;
                Moment now = all.get(119).at();
                assertTrue(
                        HistorySnapshot.same(of(all), of(joined(essence, all.subList(60, 120))), now),
                        "sequence " + seed);
            }
        }
        assertTrue(essential > SEQUENCES * 99 / 100, "only " + essential + " pasts have an essence");
    }

    private FaultHistory of(List<Entry> entries) {
        return FaultHistory.of(entries, world.site().faultRules());
    }

    private static List<Entry> joined(List<Entry> one, List<Entry> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** A journal that could be: actions begin one after the other, decisions name what was told before them. */
    private static final class Chance {
        private static final List<Role> DAEMONS = List.of(Role.SMTPD, Role.POPD, Role.IMAPD);
        private static final List<Outcome.Result> RESULTS =
                List.of(Outcome.Result.DONE, Outcome.Result.FAILED, Outcome.Result.INDETERMINATE);
        private final Random random;
        private final List<Entry> entries = new ArrayList<>();
        private long seconds = 100_000;
        private Optional<String> acting = Optional.empty();
        private boolean ended;

        Chance(long seed) {
            random = new Random(seed);
        }

        List<Entry> entries(int count) {
            while (entries.size() < count) {
                seconds += random.nextInt(6) == 0 ? random.nextInt(3_000) : random.nextInt(90);
                add(random.nextInt(10) < 5 ? told() : other());
            }
            return entries;
        }

        private void add(Event event) {
            var at = new Moment(Instant.ofEpochSecond(1_800_000_000L + seconds), "boot-1", BigDecimal.valueOf(seconds));
            entries.add(new Entry(entries.size() + 1L, at, event));
        }

        private Event told() {
            Role daemon = DAEMONS.get(random.nextInt(DAEMONS.size()));
            return switch (random.nextInt(5)) {
                case 0 -> named(World.well(daemon, CheckKind.PROTOCOL));
                case 1 -> named(World.well(daemon, CheckKind.PROCESS));
                case 2 -> named(World.absent(daemon, "1"));
                case 3 -> named(World.timeout(daemon, Observer.LOCAL, "1"));
                default -> named(World.timeout(daemon, Observer.REMOTE, "1"));
            };
        }

        private Notification named(Notification told) {
            return new Notification(
                    told.daemon(),
                    told.check(),
                    told.observer(),
                    told.state(),
                    told.stateType(),
                    told.attempt(),
                    told.cause(),
                    told.phase(),
                    told.output(),
                    told.hostState(),
                    random.nextInt(8) == 0 ? "1" : "0",
                    Optional.of("e" + entries.size()),
                    Optional.empty());
        }

        private Event other() {
            int what = random.nextInt(6);
            if (what == 0) {
                return new OperatorCommand(
                        List.of("pause", "resume", "on", "off", "ack").get(random.nextInt(5)),
                        "alice",
                        "",
                        Optional.empty());
            }
            if (what < 4) {
                String rule = random.nextInt(3) == 0 ? "healed" : "restart-absent";
                long seq = Math.max(1, entries.size() - random.nextInt(3));
                return new DecisionRecord("none", rule, "", List.of(), List.of(seq));
            }
            return action();
        }

        private Event action() {
            if (acting.isEmpty()) {
                acting = Optional.of("a" + entries.size());
                ended = false;
                return intent(acting.get(), random.nextBoolean() ? Action.RESTART : Action.FAILOVER);
            }
            String id = acting.get();
            if (!ended) {
                ended = true;
                Outcome.Result result = RESULTS.get(random.nextInt(RESULTS.size()));
                acting = result == Outcome.Result.FAILED ? Optional.empty() : acting;
                return new Outcome(id, result, "", BigDecimal.ONE);
            }
            acting = Optional.empty();
            return new Verification(id, random.nextBoolean(), "");
        }
    }

    private static Intent intent(String id, Action action) {
        return new Intent(id, action, "all", Optional.of("phys-a"), Optional.of("phys-b"), false);
    }

    private void deliberate() throws Exception {
        try (Journal journal = world.site().openJournal()) {
            new SituationLoader(world.site()).situation(journal);
        }
    }

    private KeptHistories.Recalled recall() throws Exception {
        return new HistoryLoader(world.site()).recall();
    }

    private FaultHistory history(KeptHistories.Recalled recalled) {
        return of(recalled.entries());
    }

    private void recordMuch(int records) throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            much(journal, records);
        }
    }

    private void much(LongJournal journal, int records) throws Exception {
        Event well = World.well(Role.POPD, CheckKind.PROTOCOL);
        for (int i = 0; i < records / 2; i++) {
            Entry told = journal.append(well, world.now());
            journal.append(
                    new DecisionRecord("none", "recovered", "popd is well", List.of(), List.of(told.seq())),
                    world.now());
        }
    }
}
