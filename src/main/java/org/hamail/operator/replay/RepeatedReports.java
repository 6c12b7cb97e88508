package org.hamail.operator.replay;

import java.util.HashMap;
import java.util.Map;
import org.hamail.operator.replay.log.LogEvent;
import org.hamail.operator.replay.log.Logs;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/**
 * Names for reports: two logs that tell within a minute of the same state, state type and attempt tell of one event; one log
 * that does so tells of two.
 */
final class RepeatedReports {
    private static final long SAME_EVENT = 60;

    private final Map<ReportKey, Named> last = new HashMap<>();
    private long count;

    private record ReportKey(Series series, String host, String state, String stateType, String attempt) {}

    private record Named(long at, int file, long id) {}

    long id(Logs.Said said, Series series) {
        LogEvent event = said.event();
        var key = new ReportKey(series, event.host(), event.state(), event.stateType(), event.attempt());
        @Nullable Named before = last.get(key);
        boolean same = before != null && before.file() != said.file() && event.at() - before.at() <= SAME_EVENT;
        long id = same && before != null ? before.id() : ++count;
        last.put(key, new Named(event.at(), said.file(), id));
        return id;
    }
}
