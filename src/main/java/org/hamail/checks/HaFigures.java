package org.hamail.checks;

import java.util.List;
import java.util.Optional;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.status.RecoveryStatus;

/**
 * The figures of {@code check_mail_ha}, of one logical host or of several together.
 *
 * @param restarts automatic ones within {@code retry_interval}
 * @param failovers the same
 * @param held faults that stand
 * @param age seconds since the oldest of them was reported
 */
record HaFigures(long restarts, long failovers, long held, long age) {
    static HaFigures of(RecoveryStatus standing) {
        return new HaFigures(
                standing.recent(Action.RESTART),
                standing.recent(Action.FAILOVER),
                standing.found().held().size(),
                standing.age());
    }

    HaFigures and(HaFigures other) {
        return new HaFigures(
                restarts + other.restarts, failovers + other.failovers, held + other.held, Math.max(age, other.age));
    }

    List<PerformanceDatum> data() {
        return List.of(
                datum("restarts", restarts, ""),
                datum("failovers", failovers, ""),
                datum("held", held, ""),
                datum("age", age, "s"));
    }

    private static PerformanceDatum datum(String label, long value, String unit) {
        return new PerformanceDatum(
                label,
                Decimal.of(value),
                unit,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Decimal.ZERO),
                Optional.empty());
    }
}
