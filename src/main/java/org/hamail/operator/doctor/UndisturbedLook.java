package org.hamail.operator.doctor;

import java.time.Duration;
import java.util.function.Supplier;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.plugin.Decimal;
import org.hamail.time.Standstill;

/**
 * Looks again where this machine stood still meanwhile: what seemed to be late or silent then, was not. After three times it
 * is said that nothing can be told.
 */
final class UndisturbedLook {
    private static final int MOST = 3;

    private final Findings findings;
    private final Standstill standstill;

    UndisturbedLook(Findings findings, Standstill standstill) {
        this.findings = findings;
        this.standstill = standstill;
    }

    /** What {@code look} at {@code where} gives; what it finds is kept once it was not disturbed. */
    <T> T at(String where, Supplier<T> look) {
        int before = findings.count();
        for (int looks = 1; ; looks++) {
            try (Standstill.StandstillWatch watch = standstill.begin()) {
                T seen = look.get();
                Duration lost = watch.lost();
                if (findings.count() == before || lost.isZero()) {
                    return seen;
                }
                findings.keep(before);
                if (looks == MOST) {
                    findings.add(
                            FindingKind.UNREADABLE,
                            where,
                            "looked at " + MOST + " times, and each time this machine stood still, at last for "
                                    + Decimal.seconds(lost, 1) + " s: whether it works cannot be told",
                            "call hamail doctor again when this machine has time for it");
                    return seen;
                }
            }
        }
    }
}
