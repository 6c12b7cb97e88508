package org.hamail.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A configuration and a state directory for rehearsals, in a temporary folder; nothing is ever acted on. */
final class TrainingSite implements AutoCloseable {
    private static final String YAML = """
            state_dir: STATE
            logical_hosts:
              mail1:
                address: 127.0.0.1
                nodes:
                  - {name: phys-a, transport: local}
                server: {profile: dovecot-postfix}
                engine: {kind: none}
                policy: {mode: log-only}
            """;

    private final Path folder = Files.createTempDirectory("hamail-rehearsal");
    private final Path config = folder.resolve("hamail.yaml");

    TrainingSite() throws IOException {
        Files.writeString(config, YAML.replace("STATE", folder.resolve("state").toString()));
    }

    String config() {
        return config.toString();
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
