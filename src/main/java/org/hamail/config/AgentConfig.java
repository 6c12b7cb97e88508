package org.hamail.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;

/**
 * The resident agent.
 *
 * @param socket where the launchers ask first
 * @param spool where results wait while a sink is down
 * @param reconcileInterval how often it looks for faults that stand though nobody reports them any more
 * @param ifwApi where it answers Icinga's {@code ifw-api}
 */
public record AgentConfig(
        Path socket,
        Path spool,
        Duration reconcileInterval,
        Optional<IfwApiConfig> ifwApi,
        List<SinkConfig> sinks,
        List<ScheduledCheck> checks) {
    static final Keys KEYS = new Keys("`agent`");
    private static final Key<Path> SOCKET = KEYS.usual(
            "socket",
            ValueKind.path(),
            Path.of("/run/hamail/agent.sock"),
            "where the launchers ask first; only its user and group may");
    private static final Key<Path> SPOOL = KEYS.usual(
            "spool",
            ValueKind.path(),
            Path.of("/var/lib/hamail/spool"),
            "where results wait while a sink is down; outlives kill -9");
    private static final Key<Duration> RECONCILE_INTERVAL = KEYS.usual(
            "reconcile_interval",
            ValueKind.limit(),
            Duration.ofMinutes(1),
            "how often it looks for faults that stand though nothing is reported any more");
    private static final Key<Section> IFW_API = KEYS.optional(
            "ifw_api", ValueKind.section(), "off", "where it answers the CheckCommand ifw-api of Icinga 2.14");
    private static final Key<List<Value>> SINKS = KEYS.optional(
            "sinks",
            ValueKind.list(),
            "none",
            "where results go; each gets all of them, in order for each service, at least once");
    private static final Key<List<Value>> CHECKS = KEYS.optional("checks", ValueKind.list(), "none", "what runs when");

    public AgentConfig {
        sinks = List.copyOf(sinks);
        checks = List.copyOf(checks);
    }

    static AgentConfig read(Section keys) {
        return keys.only(
                KEYS,
                new AgentConfig(
                        keys.usual(SOCKET),
                        keys.usual(SPOOL),
                        keys.usual(RECONCILE_INTERVAL),
                        keys.get(IFW_API).map(IfwApiConfig::read),
                        sinks(keys.get(SINKS).orElse(List.of())),
                        checks(keys.get(CHECKS).orElse(List.of()))));
    }

    private static List<SinkConfig> sinks(List<Value> items) {
        var sinks = new ArrayList<SinkConfig>();
        items.forEach(item -> item.section().flatMap(SinkConfig::read).ifPresent(sinks::add));
        return sinks;
    }

    private static List<ScheduledCheck> checks(List<Value> items) {
        var checks = new ArrayList<ScheduledCheck>();
        var services = new HashMap<List<String>, String>();
        for (Value item : items) {
            item.section().ifPresent(section -> checks.add(ScheduledCheck.read(item, section, services)));
        }
        return checks;
    }

    /**
     * A check on a schedule, and the service that it reports on.
     *
     * @param run the words of the command line, its first the name of the check
     */
    public record ScheduledCheck(String host, String service, Duration every, List<String> run) {
        static final Keys KEYS = new Keys("a check, `checks`");
        private static final ValueKind<String> OBJECT =
                ValueKind.text("name", "[^;]{1,255}", "a name without semicolons, up to 255 characters");
        private static final Key<String> HOST =
                KEYS.needed("host", OBJECT, "the host that the result is about, as the core calls it");
        private static final Key<String> SERVICE = KEYS.needed(
                "service", OBJECT, "the service, as the core calls it; not in parentheses, which Nagios forbids");
        private static final Key<Duration> EVERY =
                KEYS.needed("every", ValueKind.limit(), "from one start to the next");
        private static final Key<List<String>> RUN =
                KEYS.needed("run", ValueKind.command(), "the words of the command line, the check's name first");
        private static final List<String> PROGRAMS =
                List.of("check_mail_daemon", "check_mail_protocol", "check_mail_directory", "check_mail_ha");

        public ScheduledCheck {
            run = List.copyOf(run);
        }

        static ScheduledCheck read(Value item, Section keys, Map<List<String>, String> services) {
            Optional<String> host = keys.get(HOST);
            Optional<String> service = keys.get(SERVICE);
            Duration every = keys.get(EVERY).orElse(Duration.ofMinutes(1));
            List<String> run = keys.get(RUN).orElse(List.of());
            requireProgram(run, keys);
            keys.refuseOthers(KEYS);
            if (host.isPresent() && service.isPresent()) {
                requireUnique(List.of(host.get(), service.get()), item, services);
            }
            return new ScheduledCheck(host.orElse(""), service.orElse(""), every, run);
        }

        private static void requireProgram(List<String> run, Section keys) {
            if (!run.isEmpty() && !PROGRAMS.contains(run.get(0))) {
                String known = String.join(", ", PROGRAMS);
                keys.problem(RUN, "'" + Problems.shown(run.get(0)) + "' is not a check; known are " + known);
            }
        }

        private static void requireUnique(List<String> names, Value item, Map<List<String>, String> services) {
            String other = services.putIfAbsent(names, item.path());
            if (other != null) {
                item.problem("reports on the same host and service as " + other);
            }
        }
    }
}
