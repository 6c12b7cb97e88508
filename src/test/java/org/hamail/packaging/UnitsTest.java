package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The units for systemd. */
class UnitsTest {
    private static final Path PACKAGING = Path.of(System.getProperty("basedir", ""), "packaging");

    @Test
    void reconcilingIsStartedOnceMinuteByTimerOnly() throws IOException {
        String timer = unit("hamail-reconcile.timer");
        assertTrue(timer.contains("\nOnUnitInactiveSec=1min\n"), timer);
        assertTrue(timer.contains("\n[Install]\nWantedBy=timers.target\n"), timer);
        String service = unit("hamail-reconcile.service");
        assertTrue(service.contains("\nType=oneshot\nUser=nagios\nGroup=nagios\n"), service);
        assertFalse(service.contains("\n[Install]"), service);
    }

    /** What either restarts needs sudo as the event handler's does, and outlives who has started it. */
    @ParameterizedTest
    @ValueSource(strings = {"hamail-agent.service", "hamail-bridge.service", "hamail-reconcile.service"})
    void whoeverActsHasTheRightsOfTheEventHandler(String name) throws IOException {
        String unit = unit(name);
        assertTrue(unit.contains("\nKillMode=process\n"), unit);
        for (String line : unit.lines().toList()) {
            assertFalse(
                    line.matches("(NoNewPrivileges|SystemCall|Restrict|Private|LockPersonality|ProtectSystem).*"),
                    line);
        }
    }

    @Test
    void agentThatOnlyObservesCanBeGivenLess() throws IOException {
        assertTrue(unit("hamail-agent-observer.conf").contains("\nNoNewPrivileges=yes\n"));
    }

    @Test
    void theInstallerKnowsThemAllAndEnablesNone() throws IOException {
        String install = unit("install");
        assertTrue(install.contains("units='hamail-agent.service hamail-bridge.service hamail-reconcile.service"
                + " hamail-reconcile.timer'"));
        assertEquals(-1, install.indexOf("systemctl"));
    }

    /** A stopped process takes no signal but this one. */
    @Test
    void bridgeThatStandsStillIsKilledWithinSeconds() throws IOException {
        String unit = unit("hamail-bridge.service");
        assertTrue(unit.contains("\nType=notify\n"), unit);
        assertTrue(unit.contains("\nWatchdogSec=5\nWatchdogSignal=SIGKILL\nRestart=always\n"), unit);
    }

    private static String unit(String name) throws IOException {
        return Files.readString(PACKAGING.resolve(name));
    }
}
