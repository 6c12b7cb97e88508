package org.hamail.operator.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a replay decided for one logical host, in the order of time. */
public record HostResult(String name, List<ReplayDecision> decisions, List<Stretch> stretches) {
    public HostResult {
        decisions = List.copyOf(decisions);
        stretches = List.copyOf(stretches);
    }

    /** What was decided from {@code from} to {@code to}. */
    public HostResult between(Instant from, Instant to) {
        return new HostResult(
                name,
                decisions.stream()
                        .filter(made ->
                                !made.time().isBefore(from) && !made.time().isAfter(to))
                        .toList(),
                stretches.stream()
                        .filter(stretch ->
                                !stretch.to().isBefore(from) && !stretch.from().isAfter(to))
                        .toList());
    }

    public long count(String decision) {
        return decisions.stream()
                .filter(made -> made.decision().equals(decision))
                .count();
    }

    /** How often each rule held. */
    public Map<String, Integer> holds() {
        var holds = new TreeMap<String, Integer>();
        for (ReplayDecision made : decisions) {
            if (made.decision().equals("hold")) {
                holds.merge(made.rule(), 1, Integer::sum);
            }
        }
        return holds;
    }

    /**
     * Something that lasted: an action until its verification, or a hold.
     *
     * @param what {@code restart}, {@code failover} or {@code hold}
     * @param detail the rule of a hold, or what came of an action
     */
    public record Stretch(Instant from, Instant to, String what, String daemon, String detail) {}
}
