package org.hamail.nagios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;

/** A logical host on this machine: a real Dovecot, and what hamail is told of it. */
final class WatchedMail implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int PATIENCE_MS = 2000;

    final String name;
    private final RealServers servers = new RealServers();
    private final Path restart;

    private WatchedMail(String name) throws IOException {
        this.name = name;
        servers.start("dovecot");
        restart = servers.root().resolve("restart");
        Path script = Path.of(System.getProperty("basedir", ""), "test-fixtures/servers/dovecot.sh")
                .toAbsolutePath();
        Files.writeString(restart, """
                #!/bin/sh
                export RUNROOT=%s SERVER_IP=%s IMAP_PORT=%d IMAPS_PORT=%d POP3_PORT=%d POP3S_PORT=%d
                %s stop && exec %s start
                """.formatted(
                        servers.root(),
                        servers.address(),
                        servers.port("IMAP_PORT"),
                        servers.port("IMAPS_PORT"),
                        servers.port("POP3_PORT"),
                        servers.port("POP3S_PORT"),
                        script,
                        script));
        Files.setPosixFilePermissions(restart, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** One whose Dovecot serves. */
    static WatchedMail start(String name) {
        try {
            return new WatchedMail(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String address() {
        return servers.address();
    }

    /** The profile of this Dovecot, one of several on this machine, and the logical host, as they stand in hamail.yaml. */
    static String configuration(Collection<WatchedMail> hosts) {
        var text = new StringBuilder("profiles:\n");
        for (WatchedMail host : hosts) {
            text.append("""
                      %s:
                        restart_scope: daemon
                        daemons:
                          imapd: {command: dovecot, arguments: "%s/", protocol: imap, port: %d}
                        restart: [%s]
                    """.formatted(host.name, host.servers.root(), host.servers.port("IMAP_PORT"), host.restart)
                    .indent(2));
        }
        text.append("logical_hosts:\n");
        for (WatchedMail host : hosts) {
            text.append("""
                      %s:
                        address: %s
                        nodes: [{name: phys-a, transport: local}]
                        server: {profile: %s}
                        engine: {kind: none}
                        policy:
                          mode: restart-only
                          settle: 1s
                          verify_successes: 1
                          verify_timeout: 20s
                          confirm_timeout: 10s
                    """.formatted(host.name, host.address(), host.name).indent(2));
        }
        return text.toString();
    }

    /** As an administrator at work may do it, or a crash. */
    void kill() {
        ProcessHandle.of(servers.pid("dovecot")).orElseThrow().destroyForcibly();
        Eventually.get(LIMIT, this::serves, serving -> !serving);
    }

    /** Whether an IMAP client is greeted. */
    boolean serves() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address(), servers.port("IMAP_PORT")), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(in.readLine()).startsWith("* OK");
        } catch (IOException e) {
            return false;
        }
    }

    /** What is in hamail's journal of it below {@code stateDir}, oldest first. */
    List<Entry> journal(Path stateDir) {
        try {
            return new JournalReader(stateDir.resolve(name))
                    .records(any -> true).stream()
                            .map(JournalReader.Shown::entry)
                            .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
