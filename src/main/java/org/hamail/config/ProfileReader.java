package org.hamail.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.CommandLine;
import org.hamail.config.yaml.ConfigException;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Ordered;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.model.RestartScope;
import org.hamail.model.Role;

/** Reads profiles, those of the configuration and the built-in ones alike. */
public final class ProfileReader {
    private static final Set<String> PLACEHOLDERS = Ordered.set("logical_host", "daemon", "server_root", "instance");

    private ProfileReader() {}

    /**
     * The profile {@code name} as a document of its own: what stands below {@code profiles: name:} in a configuration.
     *
     * @param source what problems call the document
     * @throws ConfigException with everything that is wrong with it
     */
    public static ProfileConfig read(String name, String source, InputStream in) throws IOException, ConfigException {
        var problems = new Problems(source);
        Section keys = ConfigLoader.root(ConfigLoader.decode(in, problems), problems);
        ProfileConfig profile = read(name, keys);
        problems.throwIfAny();
        return profile;
    }

    static ProfileConfig read(String name, Section keys) {
        RestartScope scope = keys.get("restart_scope")
                .flatMap(value -> Names.choice(value, RestartScope.values()))
                .orElse(RestartScope.INSTANCE);
        Map<Role, DaemonConfig> daemons = keys.need("daemons")
                .flatMap(Value::section)
                .map(ProfileReader::daemons)
                .orElse(Map.of());
        Optional<List<String>> start = command(keys.get("start"));
        Optional<List<String>> stop = command(keys.get("stop"));
        Optional<List<String>> restart = command(keys.get("restart"));
        keys.refuseOthers();
        return new ProfileConfig(name, scope, daemons, start, stop, restart);
    }

    private static Map<Role, DaemonConfig> daemons(Section keys) {
        var daemons = new EnumMap<Role, DaemonConfig>(Role.class);
        var ports = new LinkedHashMap<Integer, Role>();
        for (Role role : Role.values()) {
            Optional<Section> daemon = keys.get(role.word()).flatMap(Value::section);
            daemon.ifPresent(section -> daemons.put(role, DaemonReader.read(role, section, ports)));
        }
        keys.refuseOthers();
        if (daemons.isEmpty()) {
            keys.problem("there is no daemon");
        }
        return daemons;
    }

    private static Optional<List<String>> command(Optional<Value> value) {
        return value.flatMap(words -> CommandLine.read(words, PLACEHOLDERS));
    }
}
