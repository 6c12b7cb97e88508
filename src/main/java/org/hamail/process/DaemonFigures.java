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
        long count = 0;
        long zombies = 0;
        for (ObservedDaemon daemon : daemons) {
            count += daemon.count();
            zombies = Math.max(zombies, daemon.zombies()); // a zombie tells its name only, not where it ran
        }
        figures.add(count(role, count, daemons.get(0).wanted().limits()));
        addAge(figures, role, daemons);
        figures.add(PerformanceDatum.of(role + "_zombies", Decimal.of(zombies), ""));
    }

    private static void addAge(List<PerformanceDatum> figures, String role, List<ObservedDaemon> daemons) {
        long youngest = Long.MAX_VALUE;
        for (ObservedDaemon daemon : daemons) {
            youngest = Math.min(youngest, daemon.youngest().orElse(Long.MAX_VALUE));
        }
        if (youngest != Long.MAX_VALUE) {
            figures.add(PerformanceDatum.of(role + "_age", Decimal.of(youngest), "s"));
        }
    }

    private static PerformanceDatum count(String role, long count, CountLimits limits) {
        return new PerformanceDatum(
                role + "_count",
                Decimal.of(count),
                "",
                limits.warning(),
                Optional.of(limits.critical()),
                Optional.of(Decimal.ZERO),
                Optional.empty());
    }
}
