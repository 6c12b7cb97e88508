package org.hamail.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PerformanceDatum;

/** Performance data of daemons: {@code ROLE_count}, {@code ROLE_age} (s, youngest) and {@code ROLE_zombies}. */
final class DaemonFigures {
    private DaemonFigures() {}

    /** One set per role, also when it was looked for in several places. */
    static List<PerformanceDatum> of(List<ObservedDaemon> daemons) {
        Map<String, List<ObservedDaemon>> byRole = new LinkedHashMap<>();
        for (ObservedDaemon daemon : daemons) {
            byRole.computeIfAbsent(daemon.wanted().role(), role -> new ArrayList<>())
                    .add(daemon);
        }
        var figures = new ArrayList<PerformanceDatum>();
        byRole.forEach((role, ofRole) -> add(figures, role, ofRole));
        return figures;
    }

    private static void add(List<PerformanceDatum> figures, String role, List<ObservedDaemon> daemons) {
        figures.add(count(role, daemons));
        daemons.stream()
                .flatMapToLong(daemon -> daemon.youngest().stream())
                .min()
                .ifPresent(youngest -> figures.add(PerformanceDatum.of(role + "_age", Decimal.of(youngest), "s")));
        // a zombie tells its name only, not where it ran
        long zombies = daemons.stream().mapToLong(ObservedDaemon::zombies).max().orElse(0);
        figures.add(PerformanceDatum.of(role + "_zombies", Decimal.of(zombies), ""));
    }

    private static PerformanceDatum count(String role, List<ObservedDaemon> daemons) {
        CountLimits limits = daemons.get(0).wanted().limits();
        return new PerformanceDatum(
                role + "_count",
                Decimal.of(daemons.stream().mapToLong(ObservedDaemon::count).sum()),
                "",
                limits.warning(),
                Optional.of(limits.critical()),
                Optional.of(Decimal.ZERO),
                Optional.empty());
    }
}
