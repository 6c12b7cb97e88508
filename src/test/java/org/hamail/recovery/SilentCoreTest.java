package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.Role;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitoring core does not answer, and only the time limit ends each question to it. */
class SilentCoreTest {
    @TempDir
    Path stateDir = Path.of("/nonexistent");

    @Test
    void aFreshReportIsDelayedByOneQuestionAndNoMore() throws Exception {
        var world = new World(stateDir);
        world.core = Optional.of(new CoreUnreadable("the API of Icinga does not answer within 5 s"));
        world.coreTakes = Duration.ofSeconds(5);
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(1, world.coreAsked);
    }
}
