package org.hamail.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The processes at one moment.
 *
 * @param entries by process id, ascending
 * @param hidden processes that are listed but may not be looked at
 * @param uptime seconds since boot; empty when the table does not tell
 * @param self the process that reads, where the table knows it
 */
public record ProcessTable(List<ProcessEntry> entries, int hidden, OptionalDouble uptime, OptionalLong self) {
    /** Clock ticks a second in process tables: {@code USER_HZ}, 100 on every architecture that still counts. */
    private static final double TICKS = 100;

    private static final double ROUNDING_SECONDS = 1;

    public ProcessTable {
        entries = List.copyOf(entries);
    }

    public Optional<ProcessEntry> find(long pid) {
        for (ProcessEntry entry : entries) {
            if (entry.pid() == pid) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Whether it is the process that reads this table. */
    boolean isReader(ProcessEntry entry) {
        return self.isPresent() && self.getAsLong() == entry.pid();
    }

    /** How long a process has run, in seconds; empty when the table does not tell. */
    public OptionalLong age(ProcessEntry entry) {
        return uptime.isPresent() && countsFromTheSameMoment(uptime.getAsDouble())
                ? OptionalLong.of(Math.max(0, (long) (uptime.getAsDouble() - started(entry))))
                : OptionalLong.empty();
    }

    /**
     * Whether the uptime counts from the same moment as the starts. lxcfs shows the container's own uptime beside starts that
     * count from the boot of the host: then something has started later than now, this very check at the least.
     */
    private boolean countsFromTheSameMoment(double now) {
        for (ProcessEntry entry : entries) {
            if (started(entry) > now + ROUNDING_SECONDS) {
                return false;
            }
        }
        return true;
    }

    private static double started(ProcessEntry entry) {
        return entry.stat().startTicks() / TICKS;
    }
}
