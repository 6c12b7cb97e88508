package org.hamail.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.recovery.journal.JournalUnavailable;
import org.junit.jupiter.api.Test;

/** The lock guard on a disk whose channels wait themselves, by the virtual clock ({@code PatientLock}). */
class DiskTest {
    private final World world = new World(3, 1, false, new ArrayDeque<>());
    private final Server server = world.servers.get(0);
    private final List<String> said = new ArrayList<>();

    private void program(String name, long begin, String lock) {
        program(name, begin, lock, Duration.ZERO, 90_000);
    }

    private Program program(String name, long begin, Duration patience, long holds) {
        return program(name, begin, "/state/lock", patience, holds);
    }

    private Program program(String name, long begin, String file, Duration patience, long holds) {
        var self = new Program[1];
        var program = new Program(world.clockwork, server, name, 0, () -> {
            var view = new DiskView(server.disk, self[0]);
            Optional<FileLock> lock = FileLock.take(view.getPath(file), patience);
            said.add(name + (lock.isPresent() ? " has it at " : " gave up at ") + world.clockwork.now);
            world.clockwork.waitUntil(world.clockwork.now + holds);
            if (lock.isPresent()) {
                lock.get().close();
            }
        });
        self[0] = program;
        world.clockwork.start(program, begin);
        return program;
    }

    @Test
    void whoWaitsHasItWhenTheHolderGivesItUpInTheOrderOfTheirComing() {
        program("a", 0, Duration.ZERO, 10_000);
        program("b", 1_000, Duration.ofSeconds(60), 5_000);
        program("c", 2_000, Duration.ofSeconds(60), 0);
        world.clockwork.run(100_000);
        assertEquals(List.of("a has it at 0", "b has it at 10000", "c has it at 15000"), said);
        assertEquals(null, world.clockwork.defect);
    }

    @Test
    void theWaitHasAnEndAndLeavesNothingBehind() {
        program("a", 0, Duration.ZERO, 90_000);
        program("b", 1_000, Duration.ofSeconds(5), 0);
        program("c", 91_000, Duration.ZERO, 0);
        world.clockwork.run(100_000);
        assertEquals(List.of("a has it at 0", "b gave up at 6000", "c has it at 91000"), said);
    }

    @Test
    void theLockEndsWithTheProgramThatHeldIt() {
        Program holder = program("a", 0, Duration.ZERO, 90_000);
        world.clockwork.at(20_000, () -> world.clockwork.kill(holder));
        program("b", 1_000, Duration.ofSeconds(60), 0);
        world.clockwork.run(100_000);
        assertEquals(List.of("a has it at 0", "b has it at 20000"), said);
        assertTrue(holder.over);
    }

    /** Nagios ends an event handler after 30 s by default, and hears nothing of one that it ended. */
    @Test
    void aHandlerThatCannotHaveTheJournalGivesUpBeforeTheCoreEndsIt() {
        var self = new Program[1];
        var handler = new Program(world.clockwork, server, "handler", 0, () -> {
            Path state = new DiskView(server.disk, self[0]).getPath("/state");
            try {
                new org.hamail.recovery.World(state).site().openJournal().close();
            } catch (JournalUnavailable e) {
                said.add("gave up at " + world.clockwork.now);
            }
        });
        self[0] = handler;
        server.disk.directories.add("/state/mail1");
        program("holder", 0, "/state/mail1/journal.lock");
        world.clockwork.start(handler, 1_000);
        world.clockwork.run(100_000);
        assertEquals(List.of("holder has it at 0", "gave up at 26000"), said);
    }
}
