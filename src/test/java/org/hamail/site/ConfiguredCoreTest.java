package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.model.Role;
import org.hamail.recovery.core.CoreView;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredCoreTest {
    private static final String LOGICAL_HOST = """
            logical_hosts:
              mail1: {address: 192.0.2.1, nodes: [{name: a}], policy: {mode: restart-only}}
            """;

    @TempDir
    Path folder;

    @Test
    void withoutTheKeyThereIsNoCore() throws IOException, ConfigException {
        assertEquals(Optional.empty(), core(""));
    }

    @Test
    void theStatusFileOfNagiosIsRead() throws IOException, ConfigException {
        assertEquals(
                "/no/status.dat does not exist: the core is not running, or its status_file is another one",
                why("core: {kind: nagios, status_file: /no/status.dat}"));
    }

    @Test
    void passwordFileOfIcingaFollowsRulesOfSinks() throws IOException, ConfigException {
        Path password = folder.resolve("icinga.pw");
        String core = "core: {kind: icinga, url: 'http://127.0.0.1:1', user: hamail, password_file: " + password + "}";
        String asked = "the API of Icinga cannot be asked: password file " + password;
        assertEquals(asked + " does not exist", why(core));
        Files.writeString(password, "s3cret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(asked + " can be read by others (chmod o-r)", why(core));
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(
                "the API of Icinga at http://127.0.0.1:1 accepts no connection: Icinga is not running, or its feature api"
                        + " is not enabled",
                why(core));
    }

    @Test
    void unreadableCertificatesAreReportedInWords() throws IOException, ConfigException {
        Path password = Files.writeString(folder.resolve("icinga.pw"), "s3cret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));
        Path ca = Files.writeString(folder.resolve("ca.pem"), "none\n");
        assertEquals(
                "the API of Icinga cannot be asked: certificates " + ca + ": no readable certificate in it",
                why("core: {kind: icinga, url: 'https://127.0.0.1:1', user: hamail, password_file: " + password
                        + ", ca: " + ca + "}"));
    }

    @Test
    void daemonsOutsideProfileAreNotTaken() throws IOException, ConfigException {
        Path dat = Path.of("test-fixtures/core/status.dat").toAbsolutePath();
        long created = Long.parseLong(Files.readString(dat).replaceFirst("(?s).*?created=([0-9]+).*", "$1"));
        Clock then = Clock.fixed(Instant.ofEpochSecond(created + 1), ZoneOffset.UTC);
        Path file = Files.writeString(folder.resolve("hamail.yaml"), """
                logical_hosts:
                  mail1:
                    address: 192.0.2.1
                    nodes: [{name: a}]
                    server: {profile: imap-only}
                    policy: {mode: restart-only}
                profiles:
                  imap-only: {daemons: {imapd: {command: imapd, protocol: imap, port: 143}}}
                core: {kind: nagios, status_file: %s}
                """.formatted(dat));
        HamailConfig config = ConfigLoader.load(file);
        CoreView view = assertInstanceOf(
                CoreView.class, ConfiguredCore.of(config, then).orElseThrow().read());
        assertEquals(
                Set.of(Role.IMAPD),
                view.services().stream()
                        .map(service -> service.series().daemon())
                        .collect(Collectors.toSet()));
    }

    private String why(String core) throws IOException, ConfigException {
        return assertInstanceOf(CoreUnreadable.class, core(core).orElseThrow().read())
                .reason();
    }

    private Optional<MonitoringCore> core(String key) throws IOException, ConfigException {
        Path file = Files.writeString(folder.resolve("hamail.yaml"), LOGICAL_HOST + key + "\n");
        return ConfiguredCore.of(ConfigLoader.load(file), Clock.systemUTC());
    }
}
