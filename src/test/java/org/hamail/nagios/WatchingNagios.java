package org.hamail.nagios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.recovery.core.NagiosStatusFile;
import org.hamail.support.RealServers;

/** Nagios with {@code nagios-config/nagios}. */
final class WatchingNagios implements WatchingCore {
    private static final Path OURS = Path.of(System.getProperty("basedir", ""), "nagios-config", "nagios")
            .toAbsolutePath();
    private static final Path STOCK = Path.of("/etc/nagios4/objects");
    private static final Path LAUNCHERS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();
    private static final String SERVICE = "imapd process";

    private final RealServers servers = new RealServers();

    @Override
    public Path root() {
        return servers.root();
    }

    @Override
    public String configuration() {
        return "{kind: nagios, status_file: " + file("status.dat") + "}";
    }

    @Override
    public void start(Map<WatchedMail, Handler> hosts, Path hamail) throws IOException {
        Path objects = Files.createDirectories(file("objects"));
        for (String name : List.of("contacts.cfg", "timeperiods.cfg", "templates.cfg", "commands.cfg")) {
            Files.copy(STOCK.resolve(name), objects.resolve("stock-" + name));
        }
        Files.copy(OURS.resolve("templates.cfg"), objects.resolve("templates.cfg"));
        Files.writeString(
                objects.resolve("commands.cfg"),
                Files.readString(OURS.resolve("commands.cfg"))
                        .replace(
                                "/check_mail_daemon --service",
                                "/check_mail_daemon -t 60 --service")); // on a busy machine, too
        String handler = "$USER1$/handle_mail_fault ";
        String wrong = Files.readAllLines(OURS.resolve("commands.cfg")).stream()
                .filter(line -> line.contains(handler))
                .findFirst()
                .orElseThrow()
                .replace(handler, "$USER1$/handle_mail_falt ");
        Files.writeString(
                objects.resolve("mail.cfg"),
                NagiosConfigurationIT.HOST_IS_UP + "define command {\n    command_name misspelled\n" + wrong + "\n}\n"
                        + hosts.entrySet().stream()
                                .map(host -> objects(host.getKey(), host.getValue()))
                                .collect(Collectors.joining()));
        Files.writeString(file("resource.cfg"), "$USER1$=" + LAUNCHERS + "\n");
        Path settings = file("settings");
        Files.writeString(
                settings,
                Files.readString(OURS.resolve("limits.conf"))
                        + "retain_state_information=1\nuse_retained_program_state=1\n");
        servers.with("NAGIOS_BASE", "no")
                .with("NAGIOS_LIMITS", settings.toString())
                .with("NAGIOS_INTERVAL", "4")
                .with("NAGIOS_USER", "root") // who restarts mail servers
                .with("HAMAIL_CONFIG", hamail.toString())
                .start("nagios");
    }

    private static String objects(WatchedMail host, Handler handler) {
        String setting =
                switch (handler) {
                    case SHIPPED -> "";
                    case MISSPELLED -> "    event_handler misspelled\n";
                    case SWITCHED_OFF -> "    event_handler_enabled 0\n";
                };
        return """
                define host {
                    use                 generic-host
                    host_name           %1$s
                    address             %2$s
                    check_command       check-host-alive
                    max_check_attempts  3
                    contact_groups      admins
                    _PROFILE            %1$s
                }
                define service {
                    use                 hamail-process
                    host_name           %1$s
                    service_description %3$s
                    check_command       check_mail_daemon
                    _DAEMON             imapd
                %4$s}
                define service {
                    use                 hamail-state
                    host_name           %1$s
                    service_description hamail
                    check_command       check_mail_ha
                }
                """.formatted(host.name, host.address(), SERVICE, setting);
    }

    @Override
    public MonitoringCore reader() {
        return new NagiosStatusFile(file("status.dat"), Clock.systemUTC());
    }

    @Override
    public String ha(WatchedMail host) throws IOException {
        Path status = file("status.dat");
        return Files.exists(status) ? ha(Files.readString(status), host) : "";
    }

    private static String ha(String status, WatchedMail host) {
        int service = status.indexOf("\thost_name=" + host.name + "\n\tservice_description=hamail\n");
        int output = status.indexOf("\tplugin_output=", service);
        return service < 0 || output < 0 ? "" : status.substring(output, status.indexOf('\n', output));
    }

    @Override
    public void downtime(WatchedMail host, String comment, Duration length) {
        schedule(host, comment, length, length, true);
    }

    @Override
    public void flexibleDowntime(WatchedMail host, Duration length) {
        schedule(host, "flexible", Duration.ofHours(1), length, false);
    }

    private void schedule(WatchedMail host, String comment, Duration window, Duration length, boolean fixed) {
        long now = Instant.now().getEpochSecond();
        command("SCHEDULE_SVC_DOWNTIME;" + host.name + ";" + SERVICE + ";" + now + ";" + (now + window.toSeconds())
                + ";" + (fixed ? 1 : 0) + ";0;" + length.toSeconds() + ";me;" + comment);
    }

    @Override
    public void cancelDowntime(WatchedMail host, String comment) {
        command("DEL_DOWNTIME_BY_HOST_NAME;" + host.name + ";" + SERVICE + ";;" + comment);
    }

    @Override
    public void handler(WatchedMail host, boolean on) {
        command((on ? "ENABLE" : "DISABLE") + "_SVC_EVENT_HANDLER;" + host.name + ";" + SERVICE);
    }

    @Override
    public void handlers(boolean on) {
        command((on ? "ENABLE" : "DISABLE") + "_EVENT_HANDLERS");
    }

    /** It keeps what it knows in a file while it does not run. */
    @Override
    public void putBack(List<WatchedMail> hosts, Duration time) throws IOException {
        servers.stop("nagios");
        Path file = file("retention.dat");
        String text = Files.readString(file);
        for (WatchedMail host : hosts) {
            Pattern since = Pattern.compile("(?s)\nhost_name=" + host.name + "\nservice_description=" + SERVICE
                    + "\n.*?\nlast_hard_state_change=(\\d+)");
            Matcher found = since.matcher(text);
            if (!found.find()) {
                throw new AssertionError("nothing about " + host.name + " in " + text);
            }
            long then = Long.parseLong(found.group(1)) - time.toSeconds();
            text = text.substring(0, found.start(1)) + then + text.substring(found.end(1));
        }
        Files.writeString(file, text);
        servers.start("nagios");
    }

    private void command(String command) {
        servers.run("nagios", "command", command);
    }

    private Path file(String name) {
        return root().resolve("nagios").resolve(name);
    }

    @Override
    public void close() {
        servers.close();
    }
}
