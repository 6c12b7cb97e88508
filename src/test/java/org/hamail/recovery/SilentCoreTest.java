package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
    void freshReportIsDelayedByOneQuestion() throws Exception {
        var world = new World(stateDir);
        world.core = Optional.of(new CoreUnreadable("the API of Icinga does not answer within 5 s"));
        world.coreTakes = Duration.ofSeconds(5);
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
        assertEquals(1, world.coreAsked);
    }

    @Test
    void itIsAskedAgainAfterAMinute() {
        var world = new World(stateDir);
        world.core = Optional.of(new CoreUnreadable("the API of Icinga does not answer within 5 s"));
        world.coreTakes = Duration.ofSeconds(2);
        var situations = new SituationLoader(world.site());
        assertFalse(situations.askCore().isReadable());
        assertFalse(situations.askCore().isReadable(), "what is known of it already");
        assertEquals(1, world.coreAsked);
        world.pass(Duration.ofMinutes(1));
        situations.askCore();
        assertEquals(2, world.coreAsked);
    }
}
