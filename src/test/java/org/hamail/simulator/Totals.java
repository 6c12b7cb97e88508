package org.hamail.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What all worlds of a simulation came to; it stays as small as it is, however many there are. */
final class Totals {
    private static final double DAYS_OF_A_YEAR = 365.25;
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final double years;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private long serviceDays;
    private long worlds;
    private long programs;
    private long begun;
    private final long begin = System.nanoTime();
    private long shown = begin;

    Totals(double years) {
        this.years = years;
    }

    boolean areFull() {
        return serviceDays >= years * DAYS_OF_A_YEAR;
    }

    void add(Simulate.Ran ran) {
        worlds++;
        serviceDays += (long) ran.days() * Plan.HOSTS;
        programs += ran.programs();
        begun += ran.begun();
        ran.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
        ran.faults().forEach((what, count) -> faults.merge(what, count, Long::sum));
        if (System.nanoTime() - shown > PROGRESS_NANOS) {
            shown = System.nanoTime();
            progress();
        }
    }

    private long allFaults() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }

    /** On standard error, as it depends on the machine. */
    private void progress() {
        System.err.printf(
                Locale.ROOT,
                "%.1f service-years, %d faults, %d s, %d CPU-seconds%n",
                serviceDays / DAYS_OF_A_YEAR,
                allFaults(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin),
                Simulate.cpuSeconds());
    }

    void print() {
        counts.forEach((what, count) -> System.out.printf(Locale.ROOT, "%12d %s%n", count, what));
        System.out.printf(Locale.ROOT, "%12d disturbances begun%n", begun);
        System.out.printf(Locale.ROOT, "%12d faults that took effect%n", allFaults());
        faults.forEach((what, count) -> System.out.printf(Locale.ROOT, "%16d %s%n", count, what));
        System.out.printf(
                Locale.ROOT,
                "%.1f service-years in %d worlds, %d programs of hamail, %d invariants, no violation%n",
                serviceDays / DAYS_OF_A_YEAR,
                worlds,
                programs,
                Invariant.values().length);
        progress();
    }
}
