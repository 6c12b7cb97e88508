package org.hamail.recovery.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one series that counts at one moment, oldest first; never empty.
 *
 * @param weight the sum; 100 is enough
 */
public record Suspicion(Series series, int weight, List<Evidence> evidence) {
    public static final int ENOUGH = 100;

    public Suspicion {
        evidence = List.copyOf(evidence);
    }

    /** Local evidence weighs 100 each; of remote evidence {@code remoteFailures} together weigh 100. */
    static Suspicion of(Series series, List<Evidence> evidence, FaultRules rules) {
        int weight = series.observer() == Observer.LOCAL
                ? ENOUGH * evidence.size()
                : ENOUGH * evidence.size() / rules.remoteFailures();
        return new Suspicion(series, weight, evidence);
    }

    /** Those of {@code counting}, in the order in which their series come first. */
    static List<Suspicion> bySeries(List<Evidence> counting, FaultRules rules) {
        if (counting.isEmpty()) {
            return List.of();
        }
        Map<Series, List<Evidence>> bySeries = new LinkedHashMap<>();
        for (Evidence item : counting) {
            bySeries.computeIfAbsent(item.series(), key -> new ArrayList<>()).add(item);
        }
        List<Suspicion> suspicions = new ArrayList<>(bySeries.size());
        bySeries.forEach((series, evidence) -> suspicions.add(of(series, evidence, rules)));
        return suspicions;
    }

    /** What remains when only evidence about the node {@code active} counts; null when nothing remains. */
    public @Nullable Suspicion about(String active, FaultRules rules) {
        List<Evidence> here = new ArrayList<>(evidence);
        here.removeIf(item -> !item.about(active));
        if (here.size() == evidence.size()) {
            return this;
        }
        return here.isEmpty() ? null : of(series, here, rules);
    }

    public boolean enough() {
        return weight >= ENOUGH;
    }

    public Evidence newest() {
        return evidence.get(evidence.size() - 1);
    }
}
