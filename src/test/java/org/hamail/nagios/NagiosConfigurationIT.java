package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamail.cli.Program.Console;
import org.hamail.program.Hamail;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            assertTrue(report.contains("Checked 10 services"), report);
        }
    }

    /** Each set of services, instead of mail1.cfg; the directory's beside it. */
    @ParameterizedTest
    @CsvSource({
        "netscape.cfg, 13",
        "passive.cfg, 11",
        "two-nodes-nrpe.cfg, 10",
        "two-nodes-ssh.cfg, 10",
        "directory.cfg, 12"
    })
    void nagiosAndTheDoctorAcceptEveryExample(String example, int services) throws IOException {
        try (RealServers servers = new RealServers()) {
            configure(servers, Files.readString(Path.of("/etc/nagios-plugins/config/ping.cfg")));
            Path objects = servers.root().resolve("nagios/objects");
            if (!example.equals("directory.cfg")) {
                Files.delete(objects.resolve("mail1.cfg"));
            }
            Files.copy(OURS.resolve("examples").resolve(example), objects.resolve(example));
            Path plugins = Files.createDirectories(servers.root().resolve("plugins"));
            for (String program : List.of("handle_mail_fault", "check_disk")) { // one of ours, one of the stock
                script(plugins, program, "exit 0");
            }
            Files.writeString(servers.root().resolve("nagios/resource.cfg"), "$USER1$=" + plugins + "\n");
            String report = servers.run("nagios", "verify");
            assertTrue(report.contains("Total Warnings: 0"), report);
            assertTrue(report.contains("Total Errors:   0"), report);
            assertTrue(report.contains("Checked " + services + " services"), report);
            assertEquals(List.of(), coreFindings(servers, "--nagios-config", "nagios/nagios.cfg"));
        }
    }

    /** What the doctor finds in a configuration of a core whose plugins are all there. */
    static List<String> coreFindings(RealServers servers, String option, String file) throws IOException {
        Path hamail = Files.writeString(servers.root().resolve("hamail.yaml"), """
                state_dir: %s
                logical_hosts:
                  mail1:
                    address: 127.0.0.1
                    nodes: [{name: phys-a, transport: local}]
                    server: {profile: dovecot-postfix}
                    policy: {mode: restart-only, confirm_timeout: 1s}
                """.formatted(
                        servers.root().resolve("state")));
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new Hamail()
                .run(
                        List.of(
                                "doctor",
                                "--config=" + hamail,
                                option,
                                servers.root().resolve(file).toString()),
                        new Console(out, out, Map.of()));
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("(error|warning) +(nagios|icinga|unreadable|policy).*"))
                .toList();
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
            theDoctorJudgesWhatRuns(servers, plugins);
        }
    }

    /** The running core's own files: the sources, then its object cache where a source is gone. */
    private static void theDoctorJudgesWhatRuns(RealServers servers, Path plugins) throws IOException {
        assertEquals(List.of("nagios-plugin-macro"), ids(servers), "this folder has none of the stock plugins");
        script(plugins, "check_disk", "exit 0");
        for (String stock :
                List.of("check_ping", "check_users", "check_load", "check_procs", "check_swap", "check_ssh")) {
            script(plugins, stock, "exit 0");
        }
        assertEquals(List.of(), ids(servers));
        Path templates = servers.root().resolve("nagios/objects/templates.cfg");
        Files.delete(templates);
        Files.createSymbolicLink(templates, Path.of("/nonexistent/templates.cfg"));
        assertEquals(List.of("unreadable"), ids(servers), "the rest is judged as Nagios has it");
        Files.delete(plugins.resolve("handle_mail_fault"));
        assertEquals(List.of("unreadable", "nagios-handler-missing"), ids(servers));
    }

    private static List<String> ids(RealServers servers) throws IOException {
        return coreFindings(servers, "--nagios-config", "nagios/nagios.cfg").stream()
                .map(line -> line.split(" +")[1])
                .toList();
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
