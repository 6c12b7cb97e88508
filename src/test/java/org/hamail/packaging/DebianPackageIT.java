package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hamail.support.Script;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Debian package, made of the jars of this build and installed by dpkg. */
@Timeout(900)
class DebianPackageIT {
    /** It would be written beside the jars while the folder of the test is deleted. */
    private static final Map<String, String> NO_ARCHIVE = Map.of("HAMAIL_ARCHIVES", "off");

    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static Path deb = Path.of("");

    @BeforeAll
    static void build() {
        deb = made();
    }

    private static Path made() {
        String said = Script.run(BASE.resolve("packaging/build-deb"), Map.of(), List.of());
        return BASE.resolve(said.strip().replaceFirst("^made ", ""));
    }

    @Test
    void theSameJarsGiveTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(deb);
        assertArrayEquals(first, Files.readAllBytes(made()));
    }

    @Test
    void itIsInstalledUpgradedRemovedAndPurged() {
        String seen =
                Script.run(BASE.resolve("test-fixtures/package/install-in-overlay"), Map.of(), List.of(deb.toString()));
        String version = deb.getFileName().toString().replaceAll("^hamail_|_all\\.deb$", "");
        assertEquals(
                """
                installed: installed
                state: nagios 750
                archives: 6
                validate: hamail: /etc/hamail/hamail.yaml VALID
                check: HA OK: mail1 on and idle|restarts=0;;;0 failovers=0;;;0 held=0;;;0 age=0s;;;0
                version: hamail-bridge VERSION
                units: verified with 0
                altered: 0
                kept: # changed by the administrator
                kept: HA WARNING [paused]
                removed: /var/lib/hamail is there
                removed: /etc/hamail/hamail.yaml is there
                removed: /var/lib/hamail-archives is gone
                removed: /usr/lib/nagios/plugins/check_mail_ha is gone
                purged: /var/lib/hamail is gone
                purged: /etc/hamail is gone
                """.replace("VERSION", version).strip(),
                seen.strip().replaceFirst("(?m)(hamail\\.yaml) [a-z].*$", "$1 VALID"));
    }

    /** What it says and is explained stands in packaging/deb/lintian-overrides. */
    @Test
    void lintianHasNothingToSay() {
        String said = Script.run(
                Path.of("/usr/bin/lintian"),
                Map.of(),
                List.of("--allow-root", "--fail-on", "error,warning", deb.toString()));
        assertEquals("", said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-box", "pacemaker", "own-commands"})
    void theExamplesAreAccepted(String name, @TempDir Path folder) {
        Script.run(Path.of("/usr/bin/dpkg-deb"), Map.of(), List.of("-x", deb.toString(), folder.toString()));
        Path example = folder.resolve("usr/share/doc/hamail/examples/" + name + ".yaml");
        String said = Script.run(
                folder.resolve("usr/bin/hamail"), NO_ARCHIVE, List.of("validate", "--config", example.toString()));
        assertTrue(said.contains("1 logical host") && !said.contains("warning"), said);
    }
}
