package org.hamail.operator.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.NodeConfig;
import org.hamail.config.yaml.ConfigException;

/** Replays by the policy in {@code test-fixtures/replay/hamail.yaml}. */
public final class Replays {
    public static final List<Rules> RULES = rules();

    private Replays() {}

    private static List<Rules> rules() {
        try {
            HamailConfig config = ConfigLoader.load(Path.of("test-fixtures/replay/hamail.yaml"));
            return config.logicalHosts().values().stream().map(Replays::rules).toList();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    static Rules rules(LogicalHostConfig host) {
        return new Rules(
                host.name(),
                host.policy().settings(),
                Duration.ofMinutes(5),
                host.nodes().stream().map(NodeConfig::name).toList(),
                true);
    }

    public static ReplayInput input(Path... logs) {
        return ReplayInput.ofLogs(List.of(logs), List.of(), Set.of("mail1", "mail2", "mail3"));
    }

    public static ReplayReport of(List<Rules> rules, Path... logs) {
        ReplayInput input = input(logs);
        var span = new ReplayReport.Span(
                Instant.ofEpochMilli(input.extent().first()),
                Instant.ofEpochMilli(input.extent().last()));
        return ReplayReport.of(input, span, rules, List.of());
    }

    /** The words and rules of all decisions about {@code mail1}. */
    public static List<String> decisions(Path... logs) {
        return of(RULES, logs).hosts().get(0).decisions().stream()
                .map(made -> made.decision() + " " + made.rule())
                .toList();
    }
}
