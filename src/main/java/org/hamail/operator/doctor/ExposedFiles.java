package org.hamail.operator.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.config.EngineConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.NodeConfig;
import org.hamail.config.ProfileConfig;

/**
 * Files of this machine that everybody may write, and with them what recovery does, or what the checks say. None is refused for
 * that: a service that is not acted on is no safer.
 */
public final class ExposedFiles {
    private static final String DECIDES = "whoever does decides what recovery runs";
    private static final String CLOSE = "chmod o-w";

    private final Map<Path, ExposedFile> exposed = new LinkedHashMap<>();

    private ExposedFiles() {}

    /**
     * One of them.
     *
     * @param key what names it in the configuration; empty for the configuration itself
     * @param why what comes of it
     * @param change what to do
     */
    public record ExposedFile(String key, Path file, String why, String change) {}

    /** All that {@code config} is or names, each once. */
    public static List<ExposedFile> of(HamailConfig config) {
        var files = new ExposedFiles();
        files.look("", config.file(), DECIDES, CLOSE);
        files.look("state_dir", config.stateDir(), "whoever does can make recovery act, or hold it", CLOSE);
        config.agent()
                .flatMap(agent -> Optional.ofNullable(agent.socket().getParent()))
                .ifPresent(files::agent);
        config.logicalHosts().values().forEach(host -> files.commands(host, config.profile(host)));
        return List.copyOf(files.exposed.values());
    }

    private void agent(Path folder) {
        look("agent.socket", folder, "whoever does can answer for the agent", "use a folder of the agent's own");
    }

    /** The programs and scripts that an engine of this machine runs. */
    private void commands(LogicalHostConfig host, ProfileConfig profile) {
        String key = "logical_hosts." + host.name();
        if (host.engine() instanceof EngineConfig.OwnCommands own) {
            look(
                    key + ".engine",
                    Stream.of(Optional.of(own.status()), own.restart(), own.move(), own.stop(), own.start()));
        } else if (host.engine() instanceof EngineConfig.None
                && host.nodes().stream().anyMatch(node -> node.transport() == NodeConfig.Transport.LOCAL)) {
            look(key + ".server.profile", Stream.of(profile.restart(), profile.stop(), profile.start()));
        }
    }

    private void look(String key, Stream<Optional<List<String>>> commands) {
        commands.flatMap(Optional::stream)
                .flatMap(List::stream)
                .filter(word -> word.startsWith("/") && Files.isRegularFile(Path.of(word)))
                .forEach(word -> look(key, Path.of(word), DECIDES, CLOSE));
    }

    private void look(String key, Path file, String why, String change) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
                exposed.putIfAbsent(file, new ExposedFile(key, file, why, change));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // not there yet, or not to be seen: what is wrong with it shows when it is used
        }
    }
}
