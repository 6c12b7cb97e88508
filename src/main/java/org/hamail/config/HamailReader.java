package org.hamail.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;

/** Reads the outermost keys. */
final class HamailReader {
    private HamailReader() {}

    static HamailConfig read(Path file, Section root, Problems problems) {
        Path stateDir = root.get("state_dir").flatMap(Value::absolutePath).orElse(HamailConfig.DEFAULT_STATE_DIR);
        Map<String, ProfileConfig> profiles = profiles(root.get("profiles"));
        Map<String, LogicalHostConfig> hosts = logicalHosts(root, profiles);
        Optional<AgentConfig> agent = root.get("agent").flatMap(Value::section).map(AgentReader::read);
        Optional<CoreConfig> core = root.get("core").flatMap(Value::section).flatMap(CoreReader::read);
        root.refuseOthers();
        return new HamailConfig(file, stateDir, hosts, profiles, agent, core, problems.warnings());
    }

    private static Map<String, ProfileConfig> profiles(Optional<Value> value) {
        var profiles = new LinkedHashMap<String, ProfileConfig>();
        Map<String, Value> all = value.flatMap(Value::section).map(Section::all).orElse(Map.of());
        for (var entry : all.entrySet()) {
            Value profile = entry.getValue();
            if (!Names.isName(entry.getKey())) {
                profile.keyProblem("is not a name of letters, digits, dots, dashes and underscores, up to 63");
            } else if (ProfileConfig.BUILT_IN.contains(entry.getKey())) {
                profile.keyProblem("is the name of a built-in profile; choose another");
            }
            Optional<Section> section = profile.section();
            section.ifPresent(keys -> profiles.put(entry.getKey(), ProfileReader.read(entry.getKey(), keys)));
        }
        return profiles;
    }

    private static Map<String, LogicalHostConfig> logicalHosts(Section root, Map<String, ProfileConfig> profiles) {
        boolean optional = root.has("agent") || root.has("profiles");
        Optional<Value> value = optional ? root.get("logical_hosts") : root.need("logical_hosts");
        Optional<Section> keys = value.flatMap(Value::section);
        Map<String, Value> all = keys.map(Section::all).orElse(Map.of());
        if (keys.isPresent() && all.isEmpty() && !optional) {
            keys.get().problem("there is no logical host");
        }
        Set<String> known = new LinkedHashSet<>(ProfileConfig.BUILT_IN);
        known.addAll(profiles.keySet());
        var seats = new ArrayList<Seat>();
        for (var entry : all.entrySet()) {
            if (!Names.isName(entry.getKey())) {
                entry.getValue().keyProblem("is not a name of letters, digits, dots, dashes and underscores, up to 63");
            }
            entry.getValue()
                    .section()
                    .ifPresent(section ->
                            seats.add(new Seat(LogicalHostReader.read(entry.getKey(), section, known), section)));
        }
        Conflicts.check(seats, profiles);
        var hosts = new LinkedHashMap<String, LogicalHostConfig>();
        seats.forEach(seat -> hosts.put(seat.host().name(), seat.host()));
        return hosts;
    }

    /** A logical host and where it stands in the file. */
    record Seat(LogicalHostConfig host, Section section) {}
}
