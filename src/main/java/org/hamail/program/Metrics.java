package org.hamail.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hamail.config.HamailConfig;
import org.hamail.recovery.Site;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.hamail.site.ObservedSite;
import org.hamail.site.UnusableState;

/**
 * The state of each logical host as OpenMetrics text. All are gauges, so that it is the text format of Prometheus as well. No
 * engine is asked and no daemon probed.
 */
final class Metrics implements Supplier<String> {
    private final List<Site> sites;

    Metrics(HamailConfig config) {
        this.sites = config.logicalHosts().values().stream()
                .map(host -> ObservedSite.of(config, host))
                .toList();
    }

    @Override
    public String get() {
        var known = new LinkedHashMap<String, Optional<RecoveryStatus>>();
        sites.forEach(site -> known.put(site.logicalHost(), status(site)));
        var lines = new ArrayList<String>();
        head(lines, "hamail_readable", "Whether the journal of the logical host can be read and its chain holds.");
        known.forEach((name, status) ->
                lines.add("hamail_readable{logical_host=\"" + name + "\"} " + (status.isPresent() ? 1 : 0)));
        conditions(known, lines);
        faults(known, lines);
        recent(known, lines, "restarts", Action.RESTART);
        recent(known, lines, "failovers", Action.FAILOVER);
        lines.add("# EOF");
        return String.join("\n", lines) + "\n";
    }

    private static Optional<RecoveryStatus> status(Site site) {
        try {
            RecoveryStatus status = RecoveryStatus.of(site);
            return Optional.of(
                    UnusableState.orMissing(site).map(status::blocked).orElse(status));
        } catch (IOException | JournalUnavailable | JournalBroken e) {
            return Optional.empty(); // which is a figure of its own
        }
    }

    private static void head(List<String> lines, String name, String help) {
        lines.add("# TYPE " + name + " gauge");
        if (name.endsWith("_seconds")) {
            lines.add("# UNIT " + name + " seconds");
        }
        lines.add("# HELP " + name + " " + help);
    }

    /** The one that holds is 1, every other one 0. */
    private static void conditions(Map<String, Optional<RecoveryStatus>> known, List<String> lines) {
        head(lines, "hamail_condition", "What recovery is doing, as hamail status says it.");
        known.forEach((name, status) -> {
            for (Condition condition : Condition.values()) {
                boolean holds = status.filter(it -> it.condition() == condition).isPresent();
                lines.add("hamail_condition{logical_host=\"" + name + "\",condition=\"" + condition.word() + "\"} "
                        + (holds ? 1 : 0));
            }
        });
    }

    private static void faults(Map<String, Optional<RecoveryStatus>> known, List<String> lines) {
        figure(known, lines, "hamail_standing_faults", "Faults that nothing has ended.", status ->
                (long) status.found().held().size());
        figure(
                known,
                lines,
                "hamail_oldest_fault_age_seconds",
                "Since the oldest standing fault was reported; 0 without.",
                RecoveryStatus::age);
    }

    private static void recent(
            Map<String, Optional<RecoveryStatus>> known, List<String> lines, String actions, Action action) {
        figure(
                known,
                lines,
                "hamail_recent_" + actions,
                "Automatic " + actions + " within retry_interval.",
                status -> status.recent(action));
    }

    private static void figure(
            Map<String, Optional<RecoveryStatus>> known,
            List<String> lines,
            String name,
            String help,
            Function<RecoveryStatus, Long> figure) {
        head(lines, name, help);
        known.forEach((host, status) ->
                status.ifPresent(it -> lines.add(name + "{logical_host=\"" + host + "\"} " + figure.apply(it))));
    }
}
