package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;

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

    /**
     * One row; the patterns match whole names.
     *
     * @param daemon empty for the user/group directory
     */
    public record ScenarioRow(
            Pattern host,
            Pattern service,
            String logicalHost,
            Optional<Role> daemon,
            Subject check,
            Observer observer) {
        static final Keys KEYS = new Keys("a row, `replay.map`");
        private static final Key<String> HOST =
                KEYS.needed("host", ValueKind.text("regular expression"), "matches the whole name of the core's host");
        private static final Key<String> SERVICE = KEYS.needed(
                "service", ValueKind.text("regular expression"), "matches the whole name of the core's service");
        private static final Key<String> LOGICAL_HOST =
                KEYS.needed("logical_host", ValueKind.text("name"), "one of `logical_hosts`");
        private static final Key<Role> DAEMON = KEYS.optional(
                "daemon", ValueKind.choice(Role.values()), "needed", "what is checked; not with check: directory");
        private static final Key<Subject> CHECK = KEYS.needed(
                "check",
                ValueKind.choice(Subject.values()),
                "what the check looks at; directory = the user/group directory");
        private static final Key<Observer> OBSERVER = KEYS.optional(
                "observer",
                ValueKind.choice(Observer.values()),
                "local for check: process",
                "where it looks from; needed with check: protocol");

        private static Optional<ScenarioRow> read(Section keys, Set<String> logicalHosts) {
            Optional<Pattern> host = pattern(keys, HOST);
            Optional<Pattern> service = pattern(keys, SERVICE);
            Optional<String> logicalHost = keys.get(LOGICAL_HOST);
            if (logicalHost.isPresent() && !logicalHosts.contains(logicalHost.get())) {
                keys.value(LOGICAL_HOST).orElseThrow().problem("there is no logical host " + logicalHost.get());
            }
            Optional<Subject> check = keys.get(CHECK);
            Optional<Role> daemon = keys.get(DAEMON);
            Optional<Observer> observer = keys.get(OBSERVER);
            check.ifPresent(kind -> requireFor(kind, keys));
            keys.refuseOthers(KEYS);
            if (host.isEmpty() || service.isEmpty() || logicalHost.isEmpty() || check.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new ScenarioRow(
                    host.get(),
                    service.get(),
                    logicalHost.get(),
                    daemon,
                    check.get(),
                    observer.orElse(Observer.LOCAL)));
        }

        private static void requireFor(Subject check, Section keys) {
            if (check == Subject.DIRECTORY) {
                keys.value(DAEMON).ifPresent(value -> value.problem("a directory is no daemon of a mail server"));
                return;
            }
            keys.require(DAEMON);
            if (check == Subject.PROTOCOL) {
                keys.require(OBSERVER);
            }
        }

        private static Optional<Pattern> pattern(Section keys, Key<String> key) {
            Optional<String> text = keys.get(key);
            try {
                return text.map(Pattern::compile);
            } catch (PatternSyntaxException e) {
                keys.value(key).orElseThrow().problem("is not a regular expression: " + e.getDescription());
                return Optional.empty();
            }
        }
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
