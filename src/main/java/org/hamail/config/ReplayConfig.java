package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;

/**
 * How {@code hamail replay} reads the logs of a monitoring core.
 *
 * @param map which services are about what; the first row that matches counts
 */
public record ReplayConfig(List<ScenarioRow> map) {
    static final Keys KEYS = new Keys("`replay`: which services of a log of Nagios or Icinga are about what");
    private static final Key<List<Value>> MAP = KEYS.optional(
            "map",
            ValueKind.list(),
            "none",
            "rows, the first that matches counts; without one, services are known by the names that are shipped");

    /** Without any row. */
    public static final ReplayConfig NONE = new ReplayConfig(List.of());

    public ReplayConfig {
        map = List.copyOf(map);
    }

    /** What the services of a row look at. */
    public enum Subject {
        PROCESS,
        PROTOCOL,
        DIRECTORY
    }

    static ReplayConfig read(Section keys, Set<String> logicalHosts) {
        List<ScenarioRow> rows = rows(keys.get(MAP).orElse(List.of()), logicalHosts);
        keys.refuseOthers(KEYS);
        return new ReplayConfig(rows);
    }

    private static List<ScenarioRow> rows(List<Value> items, Set<String> logicalHosts) {
        List<ScenarioRow> rows = new ArrayList<>();
        for (Value item : items) {
            item.section().flatMap(keys -> ScenarioRow.read(keys, logicalHosts)).ifPresent(rows::add);
        }
        return rows;
    }

    /**
     * The rows in a file of their own: below {@code replay}, below {@code map}, or alone.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public static ReplayConfig load(Path file, Set<String> logicalHosts) throws ConfigException {
        var problems = new Problems(file.toString());
        Value whole = ConfigLoader.whole(file, problems);
        Optional<Value> inner = Optional.of(whole);
        for (String key : List.of("replay", "map")) {
            inner = inner.flatMap(value -> value.isSection() ? below(value, key) : Optional.of(value));
        }
        ReplayConfig config = new ReplayConfig(
                inner.map(value -> rows(value.items(), logicalHosts)).orElse(List.of()));
        problems.throwIfAny();
        return config;
    }

    /** What stands at {@code key}, which may be left out where {@code map} follows. */
    private static Optional<Value> below(Value value, String key) {
        Optional<Section> keys = value.section();
        Optional<Value> found = keys.flatMap(section -> section.value(key));
        if (found.isPresent()) {
            keys.orElseThrow().refuseOthers(List.of(key));
            return found;
        }
        if (key.equals("map")) {
            keys.ifPresent(section -> section.problem("the key map is missing"));
            return Optional.empty();
        }
        return Optional.of(value);
    }
}
