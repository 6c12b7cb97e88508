package org.hamail.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every Java from 17 on that is installed here, one for each version. */
final class Javas {
    private static final Path PLACE = Path.of("/usr/lib/jvm");

    private Javas() {}

    static Stream<Path> all() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        Path own = Path.of(System.getProperty("java.home"));
        found.put(System.getProperty("java.specification.version"), own.resolve("bin/java"));
        if (Files.isDirectory(PLACE)) {
            try (Stream<Path> homes = Files.list(PLACE)) {
                for (Path home : homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                        .toList()) {
                    found.putIfAbsent(version(home), home.resolve("bin/java"));
                }
            }
        }
        return found.entrySet().stream()
                .filter(entry -> entry.getKey().matches("1[7-9]|[2-9][0-9]"))
                .map(Map.Entry::getValue);
    }

    private static String version(Path home) throws IOException {
        Path release = home.resolve("release");
        return Files.isReadable(release)
                ? Files.readString(release).replaceAll("(?s).*JAVA_VERSION=\"([0-9]+).*", "$1")
                : "";
    }
}
