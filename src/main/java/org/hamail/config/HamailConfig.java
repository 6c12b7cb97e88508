package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Ordered;
import org.hamail.config.yaml.Problem;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;

/**
 * The whole configuration file.
 *
 * @param stateDir where the journals lie, one directory for each logical host
 * @param logicalHosts by name, in the order of the file
 * @param profiles those of the administrator, by name; the built-in ones are not among them
 * @param core where hamail may read how things stand; without it only notifications tell
 * @param replay how logs of the monitoring core are read
 * @param warnings what can be meant but hardly is; they never stop anything
 */
public record HamailConfig(
        Path file,
        Path stateDir,
        Map<String, LogicalHostConfig> logicalHosts,
        Map<String, ProfileConfig> profiles,
        Optional<AgentConfig> agent,
        Optional<CoreConfig> core,
        ReplayConfig replay,
        List<Problem> warnings) {
    static final Keys KEYS = new Keys("top-level keys");
    private static final Key<Path> STATE_DIR = KEYS.usual(
            "state_dir",
            ValueKind.path(),
            Path.of("/var/lib/hamail"),
            "journals and switches, a folder for each logical host; belongs to the user of the event handler");
    private static final Key<Section> LOGICAL_HOSTS = KEYS.optional(
            "logical_hosts",
            ValueKind.section(),
            "needed",
            "by name: the mail services that move between nodes; not needed beside `agent` or `profiles`");
    private static final Key<Section> PROFILES = KEYS.optional(
            "profiles", ValueKind.section(), "none", "by name: kinds of mail server besides the built-in ones");
    private static final Key<Section> AGENT =
            KEYS.optional("agent", ValueKind.section(), "none", "what hamail-agent does");
    private static final Key<Section> CORE = KEYS.optional(
            "core",
            ValueKind.section(),
            "none",
            "where hamail may read how things stand in the monitoring core; without it, only what is reported counts");
    private static final Key<Section> REPLAY = KEYS.optional(
            "replay", ValueKind.section(), "none", "how `hamail replay` reads the logs of the monitoring core");

    public HamailConfig {
        logicalHosts = Ordered.copyOf(logicalHosts);
        profiles = Ordered.copyOf(profiles);
        warnings = List.copyOf(warnings);
    }

    /** The logical host of this name. */
    public Optional<LogicalHostConfig> logicalHost(String name) {
        return Optional.ofNullable(logicalHosts.get(name));
    }

    /** What serves on {@code logicalHost}. */
    public ProfileConfig profile(LogicalHostConfig logicalHost) {
        return new Profiles(profiles).find(logicalHost.server().profile()).orElseThrow(); // no other one was accepted
    }

    static HamailConfig read(Path file, Section root, Problems problems) {
        Map<String, ProfileConfig> profiles = profiles(root);
        Map<String, LogicalHostConfig> hosts = logicalHosts(root, profiles);
        Path stateDir = root.usual(STATE_DIR);
        Optional<AgentConfig> agent = root.get(AGENT).map(AgentConfig::read);
        Optional<CoreConfig> core = root.get(CORE).flatMap(CoreConfig::read);
        ReplayConfig replay = root.get(REPLAY)
                .map(keys -> ReplayConfig.read(keys, hosts.keySet()))
                .orElse(ReplayConfig.NONE);
        root.refuseOthers(KEYS);
        return new HamailConfig(file, stateDir, hosts, profiles, agent, core, replay, problems.warnings());
    }

    private static Map<String, ProfileConfig> profiles(Section root) {
        var profiles = new LinkedHashMap<String, ProfileConfig>();
        root.get(PROFILES).map(Section::all).orElse(Map.of()).forEach((name, value) -> {
            checkName(name, value);
            if (Profiles.isBuiltIn(name)) {
                value.keyProblem("is the name of a built-in profile; choose another");
            }
            value.section().ifPresent(keys -> profiles.put(name, ProfileConfig.read(name, keys)));
        });
        return profiles;
    }

    private static Map<String, LogicalHostConfig> logicalHosts(Section root, Map<String, ProfileConfig> profiles) {
        var known = new Profiles(profiles);
        var located = new ArrayList<Conflicts.LocatedHost>();
        namedHosts(root).forEach((name, value) -> {
            checkName(name, value);
            value.section().ifPresent(keys -> located.add(located(name, keys, known)));
        });
        Conflicts.check(located, profiles);
        var hosts = new LinkedHashMap<String, LogicalHostConfig>();
        located.forEach(host -> hosts.put(host.name(), host.host()));
        return hosts;
    }

    private static Conflicts.LocatedHost located(String name, Section keys, Profiles known) {
        return new Conflicts.LocatedHost(LogicalHostConfig.read(name, keys, known), keys);
    }

    private static Map<String, Value> namedHosts(Section root) {
        boolean optional = root.has(AGENT) || root.has(PROFILES);
        if (!optional) {
            root.require(LOGICAL_HOSTS);
        }
        Optional<Section> keys = root.get(LOGICAL_HOSTS);
        Map<String, Value> all = keys.map(Section::all).orElse(Map.of());
        if (keys.isPresent() && all.isEmpty() && !optional) {
            keys.get().problem("at least one logical host is required");
        }
        return all;
    }

    private static void checkName(String name, Value value) {
        if (!Names.isName(name)) {
            value.keyProblem("is not " + Names.WANTED);
        }
    }
}
