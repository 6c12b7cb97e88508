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

/** {@code nagios-config/nagios} beside the objects that Debian's Nagios comes with. */
class NagiosConfigurationIT {
    private static final Path OURS = Path.of(System.getProperty("basedir", ""), "nagios-config", "nagios")
            .toAbsolutePath();
    private static final Path STOCK = Path.of("/etc/nagios4/objects");
    static final String HOST_IS_UP = """
            define command {
                command_name check-host-alive
                command_line /bin/true
            }
            """;

    @Test
    void nagiosAcceptsItWithoutAWarning() throws IOException {
        try (RealServers servers = new RealServers()) {
            configure(servers, Files.readString(Path.of("/etc/nagios-plugins/config/ping.cfg")));
            String report = servers.run("nagios", "verify");
            assertTrue(report.contains("Total Warnings: 0"), report);
            assertTrue(report.contains("Total Errors:   0"), report);
            assertTrue(report.contains("Checked 12 services"), report);
        }
    }

    @Test
    void theHandlerGetsEveryMacroOfEveryReport() throws IOException {
        try (RealServers servers = new RealServers()) {
            Path plugins = Files.createDirectories(servers.root().resolve("plugins"));
            Path calls = servers.root().resolve("nagios/rw/calls");
            script(
                    plugins,
                    "check_mail_daemon",
                    "echo 'DAEMON CRITICAL [absent]: no imapd|imapd_count=0;;1:;0'; exit 2");
            script(plugins, "check_mail_protocol", "echo 'IMAP OK: served|time=0.1'; exit 0");
            script(plugins, "check_mail_ha", "echo 'HA OK: on and idle'; exit 0");
            // one write for each line: the handlers of several services run at the same time
            script(plugins, "handle_mail_fault", "line=$(printf '[%s]' \"$@\"); printf '%s\\n' \"$line\" >>" + calls);
            configure(servers, HOST_IS_UP);
            Files.createDirectories(servers.root().resolve("nagios"));
            Files.writeString(servers.root().resolve("nagios/resource.cfg"), "$USER1$=" + plugins + "\n");
            servers.start("nagios");

            List<String> imapd = Eventually.get(
                    Duration.ofMinutes(3),
                    () -> Files.exists(calls) ? linesWith(calls, "[-d][imapd]") : List.of(),
                    lines -> lines.size() >= 3);

            assertEquals(expected("SOFT", 1), withoutEventId(imapd.get(0)));
            assertEquals(expected("SOFT", 2), withoutEventId(imapd.get(1)));
            assertEquals(expected("HARD", 3), withoutEventId(imapd.get(2)));
            assertTrue(imapd.get(0).matches(".*\\[--event-id]\\[[1-9]\\d*]"), imapd::toString);
        }
    }

    private static String expected(String type, int attempt) {
        return "[-l][mail1][-d][imapd][--check][process][--observer][local][--state][CRITICAL][--state-type][" + type
                + "][--attempt][" + attempt + "][--max-attempts][3][--output][DAEMON CRITICAL [absent]: no imapd]"
                + "[--host-state][UP][--downtime][0][--downtime][0]";
    }

    private static String withoutEventId(String line) {
        return line.replaceAll("\\[--event-id]\\[\\d*]$", "");
    }

    private static List<String> linesWith(Path file, String text) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(text)).toList();
        }
    }

    static void configure(RealServers servers, String hostCheck) throws IOException {
        Path objects = Files.createDirectories(servers.root().resolve("nagios/objects"));
        for (String name : List.of("contacts.cfg", "timeperiods.cfg", "templates.cfg", "commands.cfg")) {
            Files.copy(STOCK.resolve(name), objects.resolve("stock-" + name));
        }
        try (Stream<Path> files = Files.list(OURS)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".cfg")).toList()) {
                Files.copy(file, objects.resolve(file.getFileName()));
            }
        }
        Files.writeString(objects.resolve("host-check.cfg"), hostCheck);
        servers.with("NAGIOS_BASE", "no")
                .with("NAGIOS_LIMITS", OURS.resolve("limits.conf").toString());
    }

    static void script(Path folder, String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
