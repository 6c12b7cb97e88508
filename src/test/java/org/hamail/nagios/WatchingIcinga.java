package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamail.recovery.core.IcingaStatus;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.support.FreePort;
import org.hamail.support.RealServers;

/** Icinga 2 with {@code nagios-config/icinga2}. */
final class WatchingIcinga implements WatchingCore {
    private static final Path OURS = Path.of(System.getProperty("basedir", ""), "nagios-config", "icinga2")
            .toAbsolutePath();
    private static final Path LAUNCHERS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String PASSWORD = "s3cret";
    private static final String SERVICE = "process imapd";
    private static final String USER = """
            object ApiUser "hamail" {
              password = "%s"
              permissions = [ "objects/query/Service", "objects/query/Host", "status/query" ]
            }
            object EventCommand "misspelled" {
              import "hamail-handle-fault"
              command = [ PluginDir + "/handle_mail_falt" ]
            }
            """;

    private final RealServers servers = new RealServers();
    private final int port = FreePort.on(servers.address());

    @Override
    public Path root() {
        return servers.root();
    }

    @Override
    public String configuration() {
        try {
            Path password = Files.writeString(root().resolve("icinga.pw"), PASSWORD + "\n");
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            return "{kind: icinga, url: \"" + url() + "\", user: hamail, password_file: " + password + ", ca: " + ca()
                    + "}";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private URI url() {
        return URI.create("https://" + servers.address() + ":" + port);
    }

    private Path ca() {
        return root().resolve("icinga2/data/certs/ca.crt");
    }

    @Override
    public void start(Map<WatchedMail, Handler> hosts, Path hamail) throws IOException {
        Path objects = Files.createDirectories(root().resolve("icinga2/conf.d"));
        for (String name : List.of("hamail-agent.conf", "hamail-recovery.conf")) {
            Files.writeString(
                    objects.resolve(name),
                    Files.readString(OURS.resolve(name))
                            .replaceAll("(check|retry)_interval = 1m", "$1_interval = 4s")
                            // on a busy machine, too
                            .replace("/check_mail_daemon\" ]", "/check_mail_daemon\", \"-t\", \"60\" ]"));
        }
        Files.writeString(objects.resolve("base.conf"), USER.formatted(PASSWORD));
        Files.writeString(
                objects.resolve("mail.conf"),
                hosts.entrySet().stream()
                        .map(host -> objects(host.getKey(), host.getValue()))
                        .collect(Collectors.joining()));
        servers.with("ICINGA_PLUGINS", LAUNCHERS.toString())
                .with("ICINGA_PORT", Integer.toString(port))
                .with("ICINGA_USER", "root") // who restarts mail servers
                .with("HAMAIL_CONFIG", hamail.toString())
                .start("icinga2");
        // by itself it would spread the first checks over a minute
        action("reschedule-check", "\"type\":\"Host\",\"filter\":\"true\",\"force\":true");
        action("reschedule-check", "\"type\":\"Service\",\"filter\":\"true\",\"force\":true");
    }

    private static String objects(WatchedMail host, Handler handler) {
        String setting =
                switch (handler) {
                    case SHIPPED -> "";
                    case MISSPELLED -> "  event_command = \"misspelled\"\n";
                    case SWITCHED_OFF -> "  enable_event_handler = false\n";
                };
        return """
                object Host "%1$s" {
                  address = "%2$s"
                  check_command = "dummy"
                  vars.mail_profile = "%1$s"
                }
                object Service "%3$s" {
                  import "hamail-process"
                  host_name = "%1$s"
                  vars.mail_daemon = "imapd"
                %4$s}
                object Service "hamail" {
                  import "hamail-state"
                  host_name = "%1$s"
                }
                """.formatted(host.name, host.address(), SERVICE, setting);
    }

    @Override
    public MonitoringCore reader() {
        return new IcingaStatus(
                url(),
                new IcingaStatus.ApiLogin("hamail", () -> PASSWORD),
                Optional.of(ca()),
                LIMIT,
                Clock.systemUTC());
    }

    @Override
    public String ha(WatchedMail host) {
        return servers.run(
                "icinga2", "api", "GET", "/v1/objects/services/" + host.name + "!hamail?attrs=last_check_result");
    }

    @Override
    public void downtime(WatchedMail host, String comment, Duration length) {
        action("schedule-downtime", about(host) + span(comment, length));
    }

    @Override
    public void flexibleDowntime(WatchedMail host, Duration length) {
        action(
                "schedule-downtime",
                about(host) + span("flexible", Duration.ofHours(1)) + ",\"fixed\":false,\"duration\":"
                        + length.toSeconds());
    }

    private static String about(WatchedMail host) {
        return "\"type\":\"Service\",\"service\":\"" + host.name + "!" + SERVICE + "\"";
    }

    private static String span(String comment, Duration length) {
        long now = Instant.now().getEpochSecond();
        return ",\"start_time\":" + now + ",\"end_time\":" + (now + length.toSeconds())
                + ",\"author\":\"me\",\"comment\":\"" + comment + "\"";
    }

    @Override
    public void cancelDowntime(WatchedMail host, String comment) {
        action(
                "remove-downtime",
                "\"type\":\"Downtime\",\"filter\":\"downtime.host_name==\\\"" + host.name
                        + "\\\" && downtime.comment==\\\"" + comment + "\\\"\"");
    }

    @Override
    public void handler(WatchedMail host, boolean on) {
        object("services/" + host.name + "!" + SERVICE.replace(" ", "%20"), "\"enable_event_handler\":" + on);
    }

    @Override
    public void handlers(boolean on) {
        object("icingaapplications/app", "\"enable_event_handlers\":" + on);
    }

    @Override
    public void putBack(List<WatchedMail> hosts, Duration time) {
        for (WatchedMail host : hosts) {
            String script = "var s = get_service(\"" + host.name + "\", \"" + SERVICE
                    + "\"); s.last_hard_state_change = s.last_hard_state_change - " + time.toSeconds();
            String answer = servers.run(
                    "icinga2",
                    "api",
                    "POST",
                    "/v1/console/execute-script?session=test&sandboxed=0&command="
                            + URLEncoder.encode(script, StandardCharsets.UTF_8).replace("+", "%20"),
                    "{}");
            assertTrue(answer.contains("\"code\":200"), answer);
        }
    }

    private void action(String action, String what) {
        String answer = servers.run("icinga2", "api", "POST", "/v1/actions/" + action, "{" + what + "}");
        assertTrue(answer.contains("Success"), answer);
    }

    private void object(String object, String attributes) {
        String answer =
                servers.run("icinga2", "api", "POST", "/v1/objects/" + object, "{\"attrs\":{" + attributes + "}}");
        assertTrue(answer.contains("Attributes updated"), answer);
    }

    @Override
    public void close() {
        servers.close();
    }
}
