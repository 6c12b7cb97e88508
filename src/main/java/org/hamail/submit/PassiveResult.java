package org.hamail.submit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hamail.plugin.Status;

/**
 * What a check said about a service, on its way to a monitoring core.
 *
 * @param output the status line without performance data
 * @param perfdata what stood behind the {@code |}, may be empty
 * @param freshFor within this time the next result is to be expected
 */
public record PassiveResult(
        ServiceName about,
        Status status,
        String output,
        String perfdata,
        Instant start,
        Instant end,
        Duration freshFor) {
    /** Nagios keeps no more of a line than this. */
    private static final int LONGEST = 8192;

    /** The result of a check that printed {@code text} (its first line counts) and ended with {@code exitCode}. */
    public static PassiveResult of(
            ServiceName about, int exitCode, String text, Instant start, Instant end, Duration freshFor) {
        String line = text.lines().findFirst().orElse("");
        String kept = line.substring(0, Math.min(line.length(), LONGEST));
        int bar = kept.indexOf('|');
        String output = (bar < 0 ? kept : kept.substring(0, bar)).strip();
        String figures = bar < 0 ? "" : kept.substring(bar + 1).strip();
        return new PassiveResult(about, status(exitCode), output, figures, start, end, freshFor);
    }

    /** Each figure by itself. */
    public List<String> figures() {
        return perfdata.isEmpty() ? List.of() : List.of(perfdata.split(" +"));
    }

    private static Status status(int exitCode) {
        for (Status status : Status.values()) {
            if (status.exitCode() == exitCode) {
                return status;
            }
        }
        return Status.UNKNOWN;
    }
}
