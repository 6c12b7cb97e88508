package org.hamail.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.model.Placeholders;

/**
 * One logical host: an address with a mail service that moves between nodes.
 *
 * @param name fit to be the name of a directory
 * @param address host name or IP address, not that of any other logical host
 * @param nodes at least one, each with a name of its own
 * @param sanity what the monitoring host must reach before a failover; empty = not asked
 */
public record LogicalHostConfig(
        String name,
        String address,
        List<NodeConfig> nodes,
        ServerConfig server,
        EngineConfig engine,
        PolicyConfig policy,
        Optional<SanityConfig> sanity,
        Optional<DirectoryConfig> configDirectory,
        Optional<DirectoryConfig> userGroupDirectory) {
    public LogicalHostConfig {
        nodes = List.copyOf(nodes);
    }

    /** What is known of it in commands that are its own or its profile's. */
    public Placeholders placeholders() {
        return Placeholders.none()
                .with(Placeholders.LOGICAL_HOST, name)
                .with(Placeholders.SERVER_ROOT, server.serverRoot().map(Path::toString))
                .with(Placeholders.INSTANCE, server.instance());
    }
}
