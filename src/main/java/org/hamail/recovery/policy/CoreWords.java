package org.hamail.recovery.policy;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Series;

/**
 * What the monitoring core says now of the services of a logical host, as far as gates depend on it.
 *
 * @param words of the services that watch the logical host itself
 * @param ofNodes of those that watch one node of it, by the node's name
 * @param unusable why nothing can be relied on that the core shows of a series; one sentence without a full stop
 */
public record CoreWords(
        Map<Series, CoreWord> words, Map<String, Map<Series, CoreWord>> ofNodes, Map<NodeSeries, String> unusable) {
    public CoreWords {
        words = Map.copyOf(words);
        ofNodes = Map.copyOf(ofNodes);
        unusable = Map.copyOf(unusable);
    }

    public CoreWords(Map<Series, CoreWord> words) {
        this(words, Map.of(), Map.of());
    }

    /**
     * What it says of one of them.
     *
     * @param downtime how many downtimes of service and host are in force
     * @param hostState {@code UP}, {@code DOWN} or {@code UNREACHABLE}
     * @param handled whether an event handler of the service's own is switched on
     */
    public record CoreWord(String downtime, String hostState, boolean handled) {}

    /** Of the service of {@code series} that watches {@code node}, else the logical host; empty when the core shows none. */
    public Optional<CoreWord> of(Series series, Optional<String> node) {
        Optional<CoreWord> ofNode =
                node.map(name -> ofNodes.getOrDefault(name, Map.of()).get(series));
        return ofNode.or(() -> Optional.ofNullable(words.get(series)));
    }

    /** Why it is empty: what is wrong with the services of {@code series}, else that the core shows none. */
    public String whyNone(Series series, Optional<String> node) {
        return unusable.entrySet().stream()
                .filter(each ->
                        each.getKey().series().equals(series) && each.getKey().mayBeOf(node))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder())
                .orElse("the core does not show this service");
    }
}
