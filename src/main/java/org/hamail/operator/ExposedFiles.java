package org.hamail.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.Problem;

/** Files of a configuration that everybody may write, and with them what recovery does, or what the checks say. */
final class ExposedFiles {
    private final HamailConfig config;
    private final List<Problem> warnings = new ArrayList<>();

    private ExposedFiles(HamailConfig config) {
        this.config = config;
    }

    static List<Problem> of(HamailConfig config) {
        var exposed = new ExposedFiles(config);
        exposed.look("", config.file(), "whoever does decides what recovery runs: chmod o-w");
        exposed.look("state_dir", config.stateDir(), "whoever does can make recovery act, or hold it: chmod o-w");
        config.agent()
                .flatMap(agent -> Optional.ofNullable(agent.socket().getParent()))
                .ifPresent(folder -> exposed.look(
                        "agent.socket",
                        folder,
                        "whoever does can answer for the agent: use a folder of the agent's own"));
        return List.copyOf(exposed.warnings);
    }

    private void look(String key, Path file, String why) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
                warnings.add(new Problem(
                        config.file().toString(), 0, 0, key, "everybody may write to " + file + ", and " + why));
            }
        } catch (IOException | UnsupportedOperationException e) {
            // not there yet, or not to be seen: what is wrong with it shows when it is used
        }
    }
}
