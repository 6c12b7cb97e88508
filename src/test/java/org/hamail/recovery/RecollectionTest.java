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
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.CheckKind;
import org.hamail.recovery.fault.Daemon;
import org.hamail.recovery.fault.DecisionMade;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.Event;
import org.hamail.recovery.fault.FaultHistory;
import org.hamail.recovery.fault.Intent;
import org.hamail.recovery.fault.Moment;
import org.hamail.recovery.fault.Notification;
import org.hamail.recovery.fault.Observer;
import org.hamail.recovery.fault.OperatorAct;
import org.hamail.recovery.fault.Outcome;
import org.hamail.recovery.fault.Verification;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.LongJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecollectionTest {
    private static final int LONG = 100_000;
    private static final int SEQUENCES = 2_000;

    @TempDir
    Path stateDir = Path.of("/nonexistent");

    private World world = new World(stateDir);

    @BeforeEach
    void makeWorld() {
        world = new World(stateDir);
    }

    /** All within the windows of the policy, and nothing in it that would be a horizon. */
    @Test
    void howeverLongTheJournalIsOnlyItsEndIsRead() throws Exception {
        recordMuch(LONG);
        world.served = false;
        assertEquals("restart", world.tell(World.absent(Daemon.IMAPD, "1")).decision());
        assertEquals(List.of("restart all"), world.deeds);
        int read = recall().read();
        assertTrue(read <= 2 * Recollection.RECENT, read + " records read");
        for (int i = 0; i < 30; i++) {
            world.tell(World.well(Daemon.POPD, CheckKind.PROTOCOL));
            assertTrue(recall().read() <= 2 * Recollection.RECENT + 2);
        }
        assertEquals(Standing.Condition.IDLE, Standing.of(world.site()).condition());
        assertTrue(new JournalReader(stateDir.resolve("mail1")).verify().records() > LONG);
    }

    @Test
    void aCheckpointIsSetAgainAndAgain() throws Exception {
        recordMuch(2 * Recollection.RECENT);
        int most = 0;
        for (int i = 0; i < Recollection.RECENT / 2 + 10; i++) {
            new Handler(world.site(), () -> {}).handle(World.well(Daemon.POPD, CheckKind.PROTOCOL));
            most = Math.max(most, recall().read());
        }
        assertTrue(most <= 2 * Recollection.RECENT + 2, most + " records read");
        assertTrue(most > Recollection.RECENT);
    }

    @Test
    void whatCountsStillCountsBehindACheckpoint() throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            journal.append(World.timeout(Daemon.IMAPD, Observer.REMOTE, "1"), world.now());
            journal.append(intent("a1", Action.RESTART), world.now());
            journal.append(new Outcome("a1", Outcome.Result.FAILED, "", BigDecimal.ONE), world.now());
            journal.append(new OperatorAct("pause", "alice", "", Optional.empty()), world.now());
            journal.append(new OperatorAct("resume", "alice", "", Optional.empty()), world.now());
            journal.append(intent("a2", Action.FAILOVER), world.now());
            much(journal, 3 * Recollection.RECENT);
        }
        FaultHistory whole = history(recall());
        deliberate();
        Recollection.Recalled later = recall();
        assertEquals(Recollection.RECENT, later.read());
        assertTrue(Essence.same(whole, history(later), world.now()));
        assertEquals(1, history(later).unfinished().size());
        assertEquals(1, history(later).evidence(world.now()).size());
        assertTrue(history(later).failedRestart(world.now()).isPresent());
        assertEquals(Standing.Condition.INDETERMINATE, Standing.of(world.site()).condition());
    }

    @Test
    void theStartsOfAContainerAreRememberedBehindACheckpoint() throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            journal.append(intent("a1", Action.FAILOVER), world.now());
            journal.append(new Outcome("a1", Outcome.Result.DONE, "", BigDecimal.ONE), world.now());
            journal.append(new Verification("a1", true, ""), world.now());
            world.containerStartsAgain(Duration.ofHours(1));
            much(journal, 2);
            world.pass(Duration.ofHours(2));
            much(journal, 3 * Recollection.RECENT);
        }
        deliberate();
        Recollection.Recalled later = recall();
        assertEquals(Recollection.RECENT, later.read());
        Moment end = history(later).lastFailoverEnd().orElseThrow();
        assertTrue(world.now().since(end).compareTo(Duration.ofHours(3)) >= 0, world.now() + " since " + end);
    }

    @Test
    void aCheckpointThatIsGarbledOrOfAnotherJournalIsOfNoUse() throws Exception {
        recordMuch(3 * Recollection.RECENT);
        deliberate();
        assertEquals(Recollection.RECENT, recall().read());
        Path file = stateDir.resolve("mail1/checkpoint.jsonl");
        String text = Files.readString(file);
        for (String other : List.of(
                "",
                "\n",
                "{}\n",
                text.substring(1),
                text.replace("\"well\"", "x").replaceFirst("popd", "imapd"))) {
            Files.writeString(file, other);
            assertEquals(3 * Recollection.RECENT, recall().read(), other);
        }
        Files.writeString(file, text);
        world.pass(Duration.ofSeconds(1));
        Files.delete(stateDir.resolve("mail1/journal.jsonl"));
        recordMuch(3 * Recollection.RECENT + 100);
        assertEquals(3 * Recollection.RECENT + 100, recall().read());
    }

    @Test
    void anEditedRecordIsFoundInWhatIsReadAndByTheProofInWhatIsNot() throws Exception {
        recordMuch(3 * Recollection.RECENT);
        deliberate();
        Path file = stateDir.resolve("mail1/journal.jsonl");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("popd", "imapd"));
        assertEquals(Recollection.RECENT, recall().read());
        assertThrows(JournalBroken.class, () -> new JournalReader(stateDir.resolve("mail1")).verify());
        int late = text.lastIndexOf("popd");
        Files.writeString(file, text.substring(0, late) + "imapd" + text.substring(late + 4));
        assertThrows(JournalBroken.class, this::recall);
    }

    /** The essence of a random past, with a random future behind it, means the same as all of it. */
    @Test
    void theEssenceOfAPastMeansTheSameInEveryFuture() {
        int essential = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            var chance = new Chance(seed);
            List<Entry> all = chance.entries(120);
            List<Entry> past = all.subList(0, 60);
            List<Entry> present = all.subList(0, 80);
            Moment then = present.get(79).at();
            List<Entry> essence = Essence.of(past, present, world.site().faultRules(), then);
            if (Essence.same(of(present), of(joined(essence, all.subList(60, 80))), then)) {
                essential++;
                Moment now = all.get(119).at();
                assertTrue(Essence.same(of(all), of(joined(essence, all.subList(60, 120))), now), "sequence " + seed);
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
        private static final List<Daemon> DAEMONS = List.of(Daemon.SMTPD, Daemon.POPD, Daemon.IMAPD);
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
            Daemon daemon = DAEMONS.get(random.nextInt(DAEMONS.size()));
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
                return new OperatorAct(
                        List.of("pause", "resume", "on", "off", "ack").get(random.nextInt(5)),
                        "alice",
                        "",
                        Optional.empty());
            }
            if (what < 4) {
                String rule = random.nextInt(3) == 0 ? "healed" : "restart-absent";
                long seq = Math.max(1, entries.size() - random.nextInt(3));
                return new DecisionMade("none", rule, "", List.of(), List.of(seq));
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
            new Deliberation(world.site()).situation(journal);
        }
    }

    private Recollection.Recalled recall() throws Exception {
        return new Recollection(world.site()).recall();
    }

    private FaultHistory history(Recollection.Recalled recalled) {
        return of(recalled.entries());
    }

    private void recordMuch(int records) throws Exception {
        try (var journal = new LongJournal(stateDir.resolve("mail1"))) {
            much(journal, records);
        }
    }

    private void much(LongJournal journal, int records) throws Exception {
        Event well = World.well(Daemon.POPD, CheckKind.PROTOCOL);
        for (int i = 0; i < records / 2; i++) {
            Entry told = journal.append(well, world.now());
            journal.append(
                    new DecisionMade("none", "recovered", "popd is well", List.of(), List.of(told.seq())), world.now());
        }
    }
}
