package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code nagios-config/icinga2}, with a real Icinga that checks by itself and calls the event handler. */
class IcingaConfigurationIT {
    private static final Path OURS = Path.of(System.getProperty("basedir", ""), "nagios-config", "icinga2")
            .toAbsolutePath();

    @Test
    void icingaAcceptsItAndExampleHasEveryService() throws IOException {
        try (RealServers servers = new RealServers()) {
            configure(servers, Files.createDirectories(servers.root().resolve("plugins")));
            String report = servers.run("icinga2", "verify");
            assertTrue(report.contains("Instantiated 10 Services"), report);
            assertTrue(report.contains("Instantiated 1 EventCommand"), report);
        }
    }

    /** Each set of services, instead of mail1.conf. */
    @ParameterizedTest
    @CsvSource({
        "mail1.conf, 10",
        "examples/netscape.conf, 12",
        "examples/passive.conf, 11",
        "examples/two-nodes-agents.conf, 16"
    })
    void icingaAndTheDoctorAcceptEveryExample(String example, int services) throws IOException {
        try (RealServers servers = new RealServers()) {
            configure(servers, Files.createDirectories(servers.root().resolve("plugins")));
            Path objects = servers.root().resolve("icinga2/conf.d");
            Files.delete(objects.resolve("mail1.conf"));
            Files.copy(OURS.resolve(example), objects.resolve("example.conf"));
            String report = servers.run("icinga2", "verify");
            assertTrue(report.contains("Instantiated " + services + " Services"), report);
            assertEquals(
                    List.of(),
                    NagiosConfigurationIT.coreFindings(servers, "--icinga-objects", "icinga2/cache/icinga2.debug"));
        }
    }

    @Test
    void theHandlerGetsEveryMacroOfEveryReport() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path plugins = Files.createDirectories(servers.root().resolve("plugins"));
            configure(servers, plugins);
            Path calls = servers.root().resolve("icinga2/rw/calls");
            script(
                    plugins,
                    "check_mail_daemon",
                    "echo 'DAEMON CRITICAL [absent]: no imapd|imapd_count=0;;1:;0'; exit 2");
            script(plugins, "check_mail_protocol", "echo 'IMAP OK: served|time=0.1'; exit 0");
            script(plugins, "check_mail_ha", "echo 'HA OK: on and idle'; exit 0");
            // one write for each line: the handlers of several services run at the same time
            script(plugins, "handle_mail_fault", "line=$(printf '[%s]' \"$@\"); printf '%s\\n' \"$line\" >>" + calls);
            servers.start("icinga2");

            List<String> reports = Eventually.get(
                    Duration.ofMinutes(3),
                    () -> Files.exists(calls) ? linesWith(calls, "[--check][process]") : List.of(),
                    lines -> lines.stream()
                            .anyMatch(line -> line.contains("[-d][imapd]") && line.contains("[--state-type][HARD]")));

            for (String line : reports) {
                assertTrue(line.contains("[-l][mail1]"), line);
                assertTrue(line.matches(".*\\[-d]\\[(smtpd|popd|imapd|mshttpd|stored)].*"), line);
                assertTrue(line.contains("[--observer][local]"), line);
                assertTrue(line.contains("[--state][CRITICAL]"), line);
                assertTrue(line.contains("[--max-attempts][3]"), line);
                assertTrue(line.contains("[--output][DAEMON CRITICAL [absent]: no imapd]"), line);
                // a host that was not checked yet counts as DOWN with Icinga: then hamail holds still
                assertTrue(line.matches(".*\\[--host-state]\\[(UP|DOWN)].*"), line);
                assertEquals(3, line.split("\\[--downtime]\\[0]", -1).length, line);
                assertTrue(line.matches(".*\\[--event-id]\\[\\d+\\.?\\d*].*"), line);
            }
            assertEquals(reports.size(), reports.stream().distinct().count(), "each check is an event of its own");
        }
    }

    static void configure(RealServers servers, Path plugins) throws IOException {
        Path objects = Files.createDirectories(servers.root().resolve("icinga2/conf.d"));
        for (String name : List.of("hamail-agent.conf", "hamail-recovery.conf", "mail1.conf")) {
            String text = Files.readString(OURS.resolve(name));
            // three checks of a minute each would be a long test
            String quick =
                    text.replace("retry_interval = 1m", "retry_interval = 2s").replace("\"hostalive\"", "\"dummy\"");
            Files.writeString(objects.resolve(name), quick);
        }
        Files.writeString(objects.resolve("base.conf"), "// the example brings its own host\n");
        servers.with("ICINGA_PLUGINS", plugins.toString());
    }

    private static List<String> linesWith(Path file, String text) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }

    static void script(Path folder, String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
