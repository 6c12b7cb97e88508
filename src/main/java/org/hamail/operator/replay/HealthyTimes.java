package org.hamail.operator.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/** When each series of each logical host was said to be well: what a probe at that time would have seen. */
final class HealthyTimes {
    private final Map<String, Map<Series, TreeSet<Long>>> times = new HashMap<>();

    static HealthyTimes of(List<Occurrence> occurrences) {
        var well = new HealthyTimes();
        for (Occurrence each : occurrences) {
            if (each instanceof Occurrence.Reported reported && reported.ok()) {
                well.times
                        .computeIfAbsent(each.logicalHost(), name -> new HashMap<>())
                        .computeIfAbsent(reported.series(), series -> new TreeSet<>())
                        .add(each.at());
            }
        }
        return well;
    }

    /** Whether it was so behind {@code from} and not behind {@code to}. */
    boolean between(String logicalHost, Series series, long from, long to) {
        @Nullable TreeSet<Long> all = times.getOrDefault(logicalHost, Map.of()).get(series);
        @Nullable Long next = all == null ? null : all.higher(from);
        return next != null && next <= to;
    }
}
