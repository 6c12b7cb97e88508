package org.hamail.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.yaml.Ordered;
import org.hamail.config.yaml.Problem;

/**
 * The whole configuration file.
 *
 * @param stateDir where the journals lie, one directory for each logical host
 * @param logicalHosts by name, in the order of the file
 * @param profiles those of the administrator, by name; the built-in ones are not among them
 * @param core where hamail may read how things stand; without it only notifications tell
 * @param warnings what can be meant but hardly is; they never stop anything
 */
public record HamailConfig(
        Path file,
        Path stateDir,
        Map<String, LogicalHostConfig> logicalHosts,
        Map<String, ProfileConfig> profiles,
        Optional<AgentConfig> agent,
        Optional<CoreConfig> core,
        List<Problem> warnings) {
    /** Where the journals lie unless {@code state_dir} says otherwise. */
    public static final Path DEFAULT_STATE_DIR = Path.of("/var/lib/hamail");

    public HamailConfig {
        logicalHosts = Ordered.copyOf(logicalHosts);
        profiles = Ordered.copyOf(profiles);
        warnings = List.copyOf(warnings);
    }

    /** The logical host of this name. */
    public Optional<LogicalHostConfig> logicalHost(String name) {
        return Optional.ofNullable(logicalHosts.get(name));
    }
}
