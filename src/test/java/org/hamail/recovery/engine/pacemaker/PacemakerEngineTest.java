package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine does with answers that were recorded; the group runs on node1. */
class PacemakerEngineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TemporaryChange OURS =
            new TemporaryChange(CrmPurpose.MOVE, "lh", "0123456789ab", NOW.plusSeconds(60));

    @TempDir
    Path directory;

    private RecordedCluster node;
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void aCluster() {
        node = new RecordedCluster(directory);
    }

    /** Another monitoring server has moved the group since: where it is now, it is healthy. */
    @Test
    void restartMeantForOtherNodeIsRefused() {
        var engine = new PacemakerEngine(
                List.of(node),
                "lh",
                "0123456789ab",
                Duration.ofSeconds(5),
                InstantSource.fixed(NOW),
                Ticker.system(),
                Sleeper.real());
        ActionResult result = engine.restart("imapd", "node2");
        assertEquals(ActionResult.notTried("it is on node1, not on node2"), result);
        assertFalse(node.ran.stream().anyMatch(words -> words.contains("--create")), node.ran::toString);
    }

    @Test
    void constraintStillSeenIsLookedForAgain() throws Exception {
        String there = OURS.preferring("node2");
        node.constraints.clear();
        node.constraints.addAll(List.of(there, there, ""));
        var shell = new CrmShell(List.of(node), "lh");
        assertTrue(
                new TemporaryChanges(shell, InstantSource.fixed(NOW), pauses::add).removed(OURS, shell.queryCluster()));
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(1)), pauses);
    }

    @Test
    void lastingConstraintIsNotWaitedForEndlessly() throws Exception {
        node.constraints.clear();
        node.constraints.add(OURS.preferring("node2"));
        var shell = new CrmShell(List.of(node), "lh");
        assertFalse(
                new TemporaryChanges(shell, InstantSource.fixed(NOW), pauses::add).removed(OURS, shell.queryCluster()));
        assertEquals(4, pauses.size());
    }
}
