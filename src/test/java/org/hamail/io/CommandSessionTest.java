package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.CommandOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers are beyond those that the kernel gives, so that nobody is hit. */
class CommandSessionTest {
    private static final long LEADER = 5_000_001;
    private static final long CHILD = 5_000_002;

    @TempDir
    Path directory = Path.of("/nonexistent");

    @Test
    void whatCannotBeEndedIsNamed() throws Exception {
        new ProcFixture(directory)
                .process(LEADER, 103, LEADER, 1, List.of("sudo"))
                .process(CHILD, 0, CHILD, LEADER, List.of("slow"));
        assertEquals(
                Optional.of("process 5000001 (a (strange) name) goes on, process 5000002 (a (strange) name) goes on"),
                end());
    }

    @Test
    void ofOthersNothingIsSaid() throws Exception {
        new ProcFixture(directory).process(CHILD, 0, CHILD, 1, List.of("slow"));
        assertEquals(Optional.empty(), end());
    }

    @Test
    void whatIsHiddenMayGoOn() throws Exception {
        new ProcFixture(directory).hide(1);
        assertEquals(
                Optional.of("whether it has ended cannot be seen, because " + directory + " hides processes"), end());
    }

    @Test
    void theReasonIsTold() {
        var ending = new Command.Ending.TimedOut("said", Optional.of("process 7 (slow) goes on"));
        assertEquals(
                new ActionResult(
                        ActionResult.End.INDETERMINATE,
                        "the move command did not end within 2 s and could not be ended: process 7 (slow) goes on: said"),
                CommandOutcome.result("the move command", ending, Duration.ofSeconds(2)));
    }

    private Optional<String> end() throws InterruptedException {
        return new CommandSession(directory, LEADER, Duration.ZERO, Duration.ZERO).end();
    }
}
