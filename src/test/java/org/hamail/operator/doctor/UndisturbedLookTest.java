package org.hamail.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.time.Standstill;
import org.junit.jupiter.api.Test;

/** A server that does not serve, looked at by a machine that sleeps meanwhile. */
class UndisturbedLookTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private long running = 1;
    private long uptime = 1;
    private int looks;

    @Test
    void whatIsFoundWhileTheMachineStoodStillIsLookedAtAgain() {
        assertEquals(List.of("not-served"), found(0));
        assertEquals(1, looks);
        assertEquals(List.of("not-served"), found(2));
        assertEquals(3, looks);
        assertEquals(List.of("unreadable"), found(5));
        assertEquals(3, looks);
    }

    /** It sleeps for 5 s in each of the first {@code sleeps} looks, of which each takes a second. */
    private List<String> found(int sleeps) {
        looks = 0;
        var findings = new Findings();
        new UndisturbedLook(findings, Standstill.of(() -> running, () -> uptime)).at("mail1", () -> {
            running += SECOND;
            uptime += looks++ < sleeps ? 6 * SECOND : SECOND;
            findings.add(FindingKind.NOT_SERVED, "mail1", "look " + looks);
            return true;
        });
        return findings.all().stream().map(Finding::id).toList();
    }
}
