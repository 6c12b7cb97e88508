package org.hamail.operator.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two policies decide differently at one time; {@code none} where one of them does nothing. */
public record Difference(Instant time, String logicalHost, String a, String b) {
    private static final String NONE = "none";

    /** All differences between two replays of the same history, by time. */
    static List<Difference> between(List<HostResult> a, List<HostResult> b) {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            add(differences, a.get(i).name(), byTime(a.get(i)), byTime(b.get(i)));
        }
        differences.sort((one, other) -> one.time().compareTo(other.time()));
        return differences;
    }

    private static void add(
            List<Difference> differences,
            String logicalHost,
            Map<Instant, Map<String, String>> first,
            Map<Instant, Map<String, String>> second) {
        var times = new TreeSet<>(first.keySet());
        times.addAll(second.keySet());
        for (Instant time : times) {
            Map<String, String> there = first.getOrDefault(time, Map.of());
            add(differences, time, logicalHost, there, second.getOrDefault(time, Map.of()));
        }
    }

    private static void add(
            List<Difference> differences, Instant time, String host, Map<String, String> a, Map<String, String> b) {
        var daemons = new LinkedHashMap<String, Boolean>();
        a.keySet().forEach(daemon -> daemons.put(daemon, true));
        b.keySet().forEach(daemon -> daemons.put(daemon, true));
        for (String daemon : daemons.keySet()) {
            String one = a.getOrDefault(daemon, NONE);
            String other = b.getOrDefault(daemon, NONE);
            if (!one.equals(other)) {
                differences.add(new Difference(time, host, one, other));
            }
        }
    }

    private static Map<Instant, Map<String, String>> byTime(HostResult result) {
        Map<Instant, Map<String, String>> byTime = new TreeMap<>();
        for (ReplayDecision made : result.decisions()) {
            byTime.computeIfAbsent(made.time(), time -> new LinkedHashMap<>())
                    .merge(made.daemon(), words(made.decision(), made.rule()), (old, next) -> old + ", " + next);
        }
        return byTime;
    }

    static String words(String decision, String rule) {
        return decision + " (" + rule + ")";
    }
}
