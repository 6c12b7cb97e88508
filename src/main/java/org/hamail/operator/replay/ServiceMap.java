package org.hamail.operator.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.operator.replay.log.DefaultNames;
import org.hamail.operator.replay.log.LogEvent;

/** Which daemon the services of a log are about: by the rows of the administrator, the first that matches, else by the names that are shipped. */
final class ServiceMap {
    private final List<MapRow> rows;
    private final Set<String> logicalHosts;
    private final Map<String, Map<String, Optional<MapRow.MapTarget>>> known = new HashMap<>();
    private final Map<String, Boolean> hosts = new HashMap<>();

    /** {@code logicalHosts} are those that are replayed. */
    ServiceMap(List<MapRow> rows, Set<String> logicalHosts) {
        this.rows = List.copyOf(rows);
        this.logicalHosts = Set.copyOf(logicalHosts);
    }

    /** What {@code service} of {@code host} watches, where that belongs to the replay. */
    Optional<MapRow.MapTarget> target(String host, String service) {
        return known.computeIfAbsent(host, name -> new HashMap<>()).computeIfAbsent(service, name -> find(host, name));
    }

    private Optional<MapRow.MapTarget> find(String host, String service) {
        for (MapRow row : rows) {
            if (row.matches(host, service)) {
                return Optional.of(row.target()).filter(target -> logicalHosts.contains(target.logicalHost()));
            }
        }
        return logicalHosts.contains(host)
                ? DefaultNames.series(service).map(series -> new MapRow.MapTarget(host, Optional.of(series)))
                : Optional.empty();
    }

    /** Whether any service of {@code host} can belong to the replay. */
    boolean hasHost(String host) {
        return hosts.computeIfAbsent(
                host,
                name -> logicalHosts.contains(name)
                        || rows.stream()
                                .anyMatch(row -> row.host().matcher(name).matches()));
    }

    boolean wants(LogEvent event) {
        return event.kind().ofHost()
                ? hasHost(event.host())
                : target(event.host(), event.service()).isPresent();
    }
}
