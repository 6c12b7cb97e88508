package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.KeptHistories.CachedHistory;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.LongJournal;
import org.junit.jupiter.api.Test;

class KeptHistoriesTest extends WithWorld {
    private static final List<Role> DAEMONS = List.of(Role.SMTPD, Role.POPD, Role.IMAPD);
    private static final int JOURNALS = 10;
    private static final int STEPS = 80;

    private final KeptHistories kept = KeptHistories.ofResident();

    private Handler.HandlerAnswer report(Notification said) throws Exception {
        return new Handler(world.site(), () -> {}, kept).handle(said);
    }

    private Path journal() {
        return stateDir.resolve("mail1/journal.jsonl");
    }

    private Optional<CachedHistory> known() throws Exception {
        var words = new HistoryLoader(world.site()).words();
        return kept.of(stateDir.resolve("mail1"), words);
    }

    /** Whoever else writes, and whatever happens to the file: the same as without it. */
    @Test
    void whatIsKeptMeansTheSameAsTheWholeJournal() throws Exception {
        int used = 0;
        for (int seed = 0; seed < JOURNALS; seed++) {
            var random = new Random(seed);
            for (int step = 0; step < STEPS; step++) {
                happens(random);
                used += known().isPresent() ? 1 : 0;
                CachedHistory one = new HistoryLoader(world.site(), kept).past();
                CachedHistory other = new HistoryLoader(world.site()).past();
                String where = "journal " + seed + ", step " + step;
                assertEquals(other.lastSeq(), one.lastSeq(), where);
                assertTrue(HistorySnapshot.same(one.history(), other.history(), world.now()), where);
            }
            new JournalReader(stateDir.resolve("mail1")).verify();
            Files.delete(journal());
        }
        assertTrue(used > JOURNALS * STEPS / 3, "known " + used + " times only");
    }

    private void happens(Random random) throws Exception {
        world.pass(Duration.ofSeconds(random.nextInt(random.nextInt(8) == 0 ? 3_000 : 90)));
        switch (random.nextInt(16)) {
            case 0 -> world.tell(told(random)); // another process, and its worker
            case 1 -> operator(random);
            case 2 -> many(random.nextInt(300));
            case 3 -> setAside();
            case 4 -> putBack(random);
            case 5 -> tear();
            case 6 -> Files.deleteIfExists(journal().resolveSibling("checkpoint.jsonl"));
            default -> report(told(random));
        }
    }

    private static Notification told(Random random) {
        Role daemon = DAEMONS.get(random.nextInt(DAEMONS.size()));
        return switch (random.nextInt(4)) {
            case 0 -> World.well(daemon, CheckKind.PROTOCOL);
            case 1 -> World.absent(daemon, "1");
            case 2 -> World.timeout(daemon, Observer.REMOTE, "1");
            default -> World.timeout(daemon, Observer.LOCAL, "1");
        };
    }

    private void operator(Random random) throws Exception {
        String verb = List.of("pause", "resume", "on", "off", "ack").get(random.nextInt(5));
        try (Journal held = world.site().openJournal()) {
            held.append(new OperatorCommand(verb, "alice", "", Optional.empty()));
        }
    }

    private void many(int records) throws Exception {
        try (var longer = new LongJournal(stateDir.resolve("mail1"))) {
            for (int i = 0; i < records; i++) {
                Entry told = longer.append(World.well(Role.POPD, CheckKind.PROTOCOL), world.now());
                longer.append(
                        new DecisionRecord("none", "recovered", "popd is well", List.of(), List.of(told.seq())),
                        world.now());
            }
        }
    }

    private void setAside() throws Exception {
        if (Files.exists(journal())) {
            Files.move(journal(), journal().resolveSibling("aside"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The same file, or one that was saved earlier, with fewer records. */
    private void putBack(Random random) throws Exception {
        if (Files.exists(journal())) {
            List<String> lines = Files.readAllLines(journal());
            Path saved = journal().resolveSibling("saved");
            Files.write(saved, lines.subList(0, lines.size() - random.nextInt(lines.size())));
            if (random.nextBoolean()) {
                Files.move(saved, journal(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.copy(saved, journal(), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void tear() throws Exception {
        if (Files.exists(journal())) {
            Files.writeString(journal(), "{\"seq\":17,\"ti", StandardOpenOption.APPEND);
        }
    }

    @Test
    void editedRecordIsFoundThoughItIsKnown() throws Exception {
        for (int i = 0; i < 20; i++) {
            report(World.absent(Role.IMAPD, "1"));
        }
        assertTrue(known().isPresent());
        String whole = Files.readString(journal());
        for (String edited : List.of(
                whole.replaceFirst("imapd", "popd1"), whole.replaceFirst("imapd", "imapd-of-mail1"), "x" + whole)) {
            Files.writeString(journal(), edited);
            assertThrows(JournalBroken.class, () -> report(World.absent(Role.IMAPD, "2")));
            assertEquals(edited, Files.readString(journal()));
        }
        Files.writeString(journal(), whole);
        report(World.absent(Role.IMAPD, "2"));
        assertTrue(known().isPresent());
    }

    @Test
    void ofManyLogicalHostsTheLastAreKnown() throws Exception {
        Path directory = stateDir.resolve("mail1");
        report(World.absent(Role.IMAPD, "1"));
        CachedHistory past = known().orElseThrow();
        for (int i = 0; i < 40; i++) {
            Path other = Files.createDirectories(stateDir.resolve("other-" + i));
            Files.copy(directory.resolve(Journal.FILE), other.resolve(Journal.FILE));
            kept.keep(other, "words", () -> past);
            assertTrue(kept.of(other, "words").isPresent());
        }
        assertTrue(known().isEmpty());
        assertTrue(kept.of(stateDir.resolve("other-0"), "words").isEmpty());
        assertTrue(kept.of(stateDir.resolve("other-39"), "other words").isEmpty());
    }

    @Test
    void whoEndsSoonKeepsNothing() throws Exception {
        KeptHistories none = KeptHistories.none();
        new Handler(world.site(), () -> {}, none).handle(World.absent(Role.IMAPD, "1"));
        assertTrue(none.of(stateDir.resolve("mail1"), new HistoryLoader(world.site()).words())
                .isEmpty());
    }

    /** Other processes begin at the checkpoints that the agent sets. */
    @Test
    void checkpointsAreSetAsWithoutIt() throws Exception {
        int most = 0;
        for (int i = 0; i < 600; i++) {
            world.pass(Duration.ofSeconds(61));
            report(World.well(Role.POPD, CheckKind.PROTOCOL));
            most = Math.max(
                    most,
                    i % 50 == 49 ? new HistoryLoader(world.site()).recall().read() : 0);
        }
        assertTrue(most <= 2 * HistoryLoader.RECENT + 60, "another process read " + most + " records");
    }
}
