package org.hamail.nagios;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.support.Script;

/** A real Nagios with {@code hamail-bridge}, whose launchers only leave a note that a process was started. */
final class BridgedNagios implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(4);
    static final List<String> PROGRAMS = List.of(
            "check_mail_protocol", "check_mail_daemon", "check_mail_directory", "check_mail_ha", "handle_mail_fault");
    private static final Path PLUGINS =
            Path.of(System.getProperty("basedir", ""), "plugins").toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("servicestatus \\{\\n(.*?)\\n\\t\\}", Pattern.DOTALL);

    private final RealServers servers = new RealServers();
    final Path root = servers.root();
    final Path agentSocket = root.resolve("run/agent.sock");
    private final List<Process> processes = new ArrayList<>();

    /** What the core shows of a service. */
    record Service(long lastCheck, String output) {}

    /** Starts the core with these commands and services of host {@code mail1}. */
    void start(String commands, String services) throws IOException {
        Path launchers = Files.createDirectories(root.resolve("plugins"));
        for (String program : PROGRAMS) {
            Path launcher = launchers.resolve(program);
            Files.writeString(
                    launcher,
                    "#!/bin/sh\necho \"" + program + " $*\" >>" + root + "/started\necho \"DAEMON OK: launched $4\"\n");
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(root.resolve("started"), "");
        Path objects = Files.createDirectories(root.resolve("nagios/objects"));
        Files.writeString(
                objects.resolve("mail.cfg"),
                "define host {\n use test-host\n host_name mail1\n}\n" + commands + services);
        Files.writeString(root.resolve("nagios/resource.cfg"), "$USER1$=" + root + "/plugins\n");
        Path limits = Files.writeString(
                root.resolve("limits"), "service_check_timeout=60\nmax_concurrent_checks=0\nlog_external_commands=1\n");
        servers.with("NAGIOS_USER", "root").with("NAGIOS_LIMITS", limits.toString());
        servers.start("nagios");
    }

    Process bridge() throws IOException {
        Process bridge = BridgeProcess.start(
                PLUGINS.resolve("hamail-bridge"),
                root,
                "--query-socket=" + root + "/nagios/rw/nagios.qh",
                "--agent-socket=" + agentSocket,
                "--plugins=" + root + "/plugins",
                "--command-file=" + root + "/nagios/rw/nagios.cmd");
        processes.add(bridge);
        return bridge;
    }

    /** A line of the core's log for each registration. */
    List<String> registrations() throws IOException {
        return log().lines()
                .filter(line -> line.contains("Registry request: name=hamail-bridge-"))
                .toList();
    }

    String log() throws IOException {
        return Files.readString(root.resolve("nagios/nagios.log"));
    }

    List<String> started() throws IOException {
        return Files.readAllLines(root.resolve("started"));
    }

    String status() throws IOException {
        Path file = root.resolve("bridge.json");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    long pid() {
        return servers.pid("nagios");
    }

    void reload() {
        servers.run("nagios", "reload");
    }

    void launch() {
        servers.start("nagios");
    }

    static void signal(String name, long pid) {
        Script.run(Path.of("/bin/kill"), Map.of(), List.of("-" + name, "" + pid));
    }

    Map<String, Service> services() throws IOException {
        var services = new HashMap<String, Service>();
        Path file = root.resolve("nagios/status.dat");
        var blocks = BLOCK.matcher(Files.exists(file) ? Files.readString(file) : "");
        while (blocks.find()) {
            String block = blocks.group(1);
            services.put(
                    value(block, "service_description"),
                    new Service(Long.parseLong(value(block, "last_check")), value(block, "plugin_output")));
        }
        return services;
    }

    private static String value(String block, String name) {
        var line = Pattern.compile("^\t" + name + "=(.*)$", Pattern.MULTILINE).matcher(block);
        return line.find() ? line.group(1) : "";
    }

    /** Waits until every service whose name begins so was checked after {@code since}, seconds since 1970. */
    void checkedAfter(long since, String prefix, Duration limit) {
        Eventually.get(
                limit,
                () -> services().entrySet().stream()
                        .filter(one -> one.getKey().startsWith(prefix))
                        .filter(one -> one.getValue().lastCheck() <= since)
                        .map(Map.Entry::getKey)
                        .toList(),
                List::isEmpty);
    }

    /** What the core says at its query socket: it answers as long as nothing holds it up. */
    String query(String words, Duration limit) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(root.resolve("nagios/rw/nagios.qh")));
            channel.write(ByteBuffer.wrap((words + "\0").getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            var answer = ByteBuffer.allocate(65536);
            return Eventually.get(
                    limit,
                    () -> {
                        channel.read(answer);
                        return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).strip();
                    },
                    text -> !text.isEmpty());
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.destroyForcibly();
            try {
                process.waitFor(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        servers.close();
    }
}
