package org.hamail.operator.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Goes through a history once, all logical hosts side by side: what is done to one of them counts for the others. */
final class Replayer {
    private final Map<String, HostReplay> hosts = new LinkedHashMap<>();

    private Replayer(List<Rules> rules, HealthyTimes well, long since) {
        var storms = new Storms();
        for (Rules each : rules) {
            hosts.put(each.logicalHost(), new HostReplay(each, well, storms, since));
        }
    }

    private void take(Occurrence occurrence) {
        wakeBefore(occurrence.at());
        @Nullable HostReplay host = hosts.get(occurrence.logicalHost());
        if (host != null) {
            host.take(occurrence);
        }
    }

    /**
     * What would have been decided.
     *
     * @param occurrences oldest first
     * @param since in milliseconds; what was before sets the state only
     * @param until the end of time
     */
    static List<HostResult> replay(List<Rules> rules, List<Occurrence> occurrences, long since, long until) {
        var replayer = new Replayer(rules, HealthyTimes.of(occurrences), since);
        for (Occurrence occurrence : occurrences) {
            if (occurrence.at() > until) {
                break;
            }
            replayer.take(occurrence);
        }
        replayer.wakeBefore(until + 1);
        return replayer.hosts.values().stream().map(host -> host.result(until)).toList();
    }

    private void wakeBefore(long time) {
        for (HostReplay next = earliest(); next.wake() < time; next = earliest()) {
            next.wakeUp(next.wake());
        }
    }

    private HostReplay earliest() {
        @Nullable HostReplay earliest = null;
        for (HostReplay host : hosts.values()) {
            if (earliest == null || host.wake() < earliest.wake()) {
                earliest = host;
            }
        }
        if (earliest == null) {
            throw new IllegalStateException("no logical host");
        }
        return earliest;
    }
}
