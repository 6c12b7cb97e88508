package org.hamail.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shell scripts of the repository, and the programs that judge them. */
final class Scripts {
    /** Each with its options; the files follow. {@code .shellcheckrc} and {@code .editorconfig} hold their settings. */
    static final List<List<String>> JUDGES = List.of(List.of("shellcheck"), List.of("shfmt", "-d"));

    private static final List<Path> PLACES = List.of(
            Path.of("plugins"),
            Path.of("packaging"),
            Path.of("test-fixtures/servers"),
            Path.of("test-fixtures/cluster"),
            Path.of("test-fixtures/package"),
            Path.of("test-fixtures/proc/hidden"),
            Path.of("test-fixtures/proc/record"),
            Path.of(".ci"));
    private static final Pattern SHELL = Pattern.compile("#!.*\\b(ba)?sh\n.*|# shellcheck shell=.*", Pattern.DOTALL);

    private Scripts() {}

    static List<String> all() throws IOException {
        var scripts = new ArrayList<String>();
        for (Path place : PLACES) {
            try (Stream<Path> files = Files.walk(place)) {
                files.filter(Files::isRegularFile)
                        .filter(Scripts::isScript)
                        .map(Path::toString)
                        .sorted()
                        .forEach(scripts::add);
            }
        }
        return scripts;
    }

    private static boolean isScript(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return SHELL.matcher(new String(in.readNBytes(100), StandardCharsets.ISO_8859_1))
                    .matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isInstalled(String program) {
        return Stream.of("/usr/bin", "/usr/local/bin").anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
