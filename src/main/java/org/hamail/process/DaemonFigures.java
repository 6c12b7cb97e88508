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
    static List<PerformanceDatum> of(List<DaemonSighting> daemons) {
        Map<String, List<DaemonSighting>> byRole = new LinkedHashMap<>();
        for (DaemonSighting daemon : daemons) {
            byRole.computeIfAbsent(daemon.wanted().role(), role -> new ArrayList<>())
                    .add(daemon);
        }
        var figures = new ArrayList<PerformanceDatum>();
        byRole.forEach((role, sightings) -> add(figures, role, sightings));
        return figures;
    }

    private static void add(List<PerformanceDatum> figures, String role, List<DaemonSighting> sightings) {
        CountLimits limits = sightings.get(0).wanted().limits();
        long count = 0;
        long zombies = 0;
        long youngest = Long.MAX_VALUE;
        for (DaemonSighting sighting : sightings) {
            count += sighting.count();
            zombies = Math.max(zombies, sighting.zombies()); // a zombie tells its name only, not where it ran
            youngest = Math.min(youngest, sighting.youngest().orElse(Long.MAX_VALUE));
        }
        figures.add(new PerformanceDatum(
                role + "_count",
                Decimal.of(count),
                "",
                limits.warning(),
                Optional.of(limits.critical()),
                Optional.of(Decimal.ZERO),
                Optional.empty()));
        if (youngest != Long.MAX_VALUE) {
            figures.add(PerformanceDatum.of(role + "_age", Decimal.of(youngest), "s"));
        }
        figures.add(PerformanceDatum.of(role + "_zombies", Decimal.of(zombies), ""));
    }
}
