package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hamail.support.Script;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rpm, made of the jars of this build and installed by rpm. */
@Timeout(900)
class RpmPackageIT {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @TempDir
    static Path folder = Path.of("/nonexistent");

    private static Path rpm = Path.of("");

    @BeforeAll
    static void build() {
        rpm = made("first");
    }

    private static Path made(String name) {
        String said = Script.run(
                BASE.resolve("packaging/build-rpm"),
                Map.of(),
                List.of("--into", folder.resolve(name).toString()));
        return Path.of(said.strip().replaceFirst("^made ", ""));
    }

    @Test
    void theSameJarsGiveTheSameBytes() throws IOException {
        assertArrayEquals(Files.readAllBytes(rpm), Files.readAllBytes(made("second")));
    }

    @Test
    void itHasTheFilesOfTheDebianPackage() throws IOException {
        Set<String> expected = filesOfDebianPackage();
        expected.remove("/usr/share/lintian/overrides/hamail");
        expected.remove("/usr/share/doc/hamail/changelog.Debian.gz");
        expected.remove("/usr/share/doc/hamail/copyright");
        expected.add("/usr/share/doc/hamail/LICENSE");
        String listed = Script.run(
                Path.of("/usr/bin/rpm"),
                Map.of(),
                List.of("-qp", "--qf", "[%{FILEMODES:perms} %{FILENAMES}\n]", rpm.toString()));
        assertEquals(lines(expected), lines(withoutFolders(listed)));
    }

    private static Set<String> filesOfDebianPackage() throws IOException {
        String deb;
        try (var files = Files.newDirectoryStream(folder.resolve("first/rpm"), "hamail_*_all.deb")) {
            deb = files.iterator().next().toString();
        }
        String listed = Script.run(Path.of("/usr/bin/dpkg-deb"), Map.of(), List.of("-c", deb));
        return withoutFolders(listed.replaceAll(" -> .*", "")
                .replaceAll("(?m)^(\\S+) .* \\.(/\\S+)$", "$1 $2")
                .replace(" /lib/systemd/", " /usr/lib/systemd/"));
    }

    private static Set<String> withoutFolders(String listed) {
        return listed.lines()
                .filter(line -> !line.startsWith("d"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String lines(Set<String> names) {
        return String.join("\n", names);
    }

    @Test
    void itIsInstalledAndRemoved() {
        String seen =
                Script.run(BASE.resolve("test-fixtures/package/rpm-in-overlay"), Map.of(), List.of(rpm.toString()));
        assertEquals("""
                installed: hamail-VERSION-1.noarch
                altered: 0
                state: nagios 750
                archives: 6
                check: HA OK: mail1 on and idle|restarts=0;;;0 failovers=0;;;0 held=0;;;0 age=0s;;;0
                removed: /var/lib/hamail is there
                removed: /var/lib/hamail-archives is gone
                removed: /usr/lib/nagios/plugins/check_mail_ha is gone
                """.strip(), seen.strip().replaceFirst("hamail-[0-9.]+(-SNAPSHOT)?-1", "hamail-VERSION-1"));
    }
}
