package org.hamail.operator.replay;

import java.time.Instant;
import java.util.List;

/**
 * What came of a replay.
 *
 * @param from where the time begins and ends that was replayed
 * @param hosts by the first policy
 * @param others by the second, where there is one
 */
public record ReplayReport(
        ReplayInput input,
        Instant from,
        Instant to,
        List<HostResult> hosts,
        List<HostResult> others,
        List<Difference> differences) {
    public ReplayReport {
        hosts = List.copyOf(hosts);
        others = List.copyOf(others);
        differences = List.copyOf(differences);
    }

    /** The part of a history that is replayed. */
    public record Span(Instant from, Instant to) {}

    /** Replays {@code input} by {@code rules}, and by {@code against} where that is not empty. */
    public static ReplayReport of(ReplayInput input, Span span, List<Rules> rules, List<Rules> against) {
        long from = span.from().toEpochMilli();
        long to = span.to().toEpochMilli();
        List<HostResult> hosts = Replayer.replay(rules, input.occurrences(), from, to);
        List<HostResult> others =
                against.isEmpty() ? List.of() : Replayer.replay(against, input.occurrences(), from, to);
        List<Difference> differences = against.isEmpty() ? List.of() : Difference.between(hosts, others);
        return new ReplayReport(input, span.from(), span.to(), hosts, others, differences);
    }

    /** The same with other differences. */
    public ReplayReport with(List<Difference> found) {
        return new ReplayReport(input, from, to, hosts, others, found);
    }
}
