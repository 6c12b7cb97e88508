package org.hamail.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hamail.config.yaml.CommandLine;
import org.hamail.config.yaml.Durations;
import org.hamail.config.yaml.Ordered;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;

/** Reads the part of the resident agent. */
final class AgentReader {
    private static final Set<String> PROGRAMS =
            Ordered.set("check_mail_daemon", "check_mail_protocol", "check_mail_directory", "check_mail_ha");
    private static final Pattern OBJECT = Pattern.compile("[^;]{1,255}");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private AgentReader() {}

    static AgentConfig read(Section keys) {
        Path socket = keys.get("socket").flatMap(Value::absolutePath).orElse(AgentConfig.DEFAULT_SOCKET);
        Path spool = keys.get("spool").flatMap(Value::absolutePath).orElse(AgentConfig.DEFAULT_SPOOL);
        Duration reconcileInterval = keys.get("reconcile_interval")
                .flatMap(Durations::readPositive)
                .orElse(AgentConfig.DEFAULT_RECONCILE_INTERVAL);
        var sinks = new ArrayList<SinkConfig>();
        for (Value item : keys.get("sinks").map(Value::itemsOrNone).orElse(List.of())) {
            item.section().flatMap(SinkReader::read).ifPresent(sinks::add);
        }
        var checks = new ArrayList<AgentConfig.Check>();
        var services = new HashMap<List<String>, String>();
        for (Value item : keys.get("checks").map(Value::itemsOrNone).orElse(List.of())) {
            item.section().ifPresent(section -> checks.add(check(item, section, services)));
        }
        keys.refuseOthers();
        return new AgentConfig(socket, spool, reconcileInterval, sinks, checks);
    }

    private static AgentConfig.Check check(Value item, Section keys, Map<List<String>, String> services) {
        Optional<String> host = object(keys.need("host"));
        Optional<String> service = object(keys.need("service"));
        Duration every = keys.need("every").flatMap(Durations::readPositive).orElse(MINUTE);
        List<String> run = keys.need("run").map(AgentReader::words).orElse(List.of());
        keys.refuseOthers();
        if (host.isPresent() && service.isPresent()) {
            String other = services.putIfAbsent(List.of(host.get(), service.get()), item.path());
            if (other != null) {
                item.problem("reports on the same host and service as " + other);
            }
        }
        return new AgentConfig.Check(host.orElse(""), service.orElse(""), every, run);
    }

    private static List<String> words(Value value) {
        List<String> words = CommandLine.read(value, Set.of()).orElse(List.of());
        if (!words.isEmpty() && !PROGRAMS.contains(words.get(0))) {
            value.problem(
                    "'" + Problems.shown(words.get(0)) + "' is not a check; known are " + String.join(", ", PROGRAMS));
        }
        return words;
    }

    private static Optional<String> object(Optional<Value> value) {
        return value.flatMap(name -> name.text(OBJECT, "a name without semicolons, up to 255 characters"));
    }
}
