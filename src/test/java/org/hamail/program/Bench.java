package org.hamail.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamail.cli.Program.Console;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.journal.JournalReader;

/** A logical host in a directory: a configuration, an engine made of a script, and an IMAP port where nobody answers. */
public final class Bench {
    public final Path directory;
    public final Path configuration;
    public final Path stateDir;
    public final Path engine;
    public String status = "active=phys-a state=running eligible=phys-b";
    public String policy = "settle: 0s, verify_timeout: 1s, verify_successes: 1, confirm_timeout: 2s";
    String address = "127.0.0.1";
    String profile = "our-mail";
    int successors;
    /** Workers that verbs have started, and that do nothing here. */
    public int reconciles;

    final int port;
    private final List<String> printed = new ArrayList<>();

    public Bench(Path directory) throws IOException {
        this.directory = directory;
        this.configuration = directory.resolve("hamail.yaml");
        this.stateDir = directory.resolve("state");
        this.engine = directory.resolve("engine");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /** Writes what was set. */
    public Bench prepare() throws IOException {
        script("if [ $1 = status ]; then echo '" + status + "'; else echo \"$@\" >>" + directory + "/deeds; fi");
        Files.writeString(configuration, """
                state_dir: %s
                logical_hosts:
                  mail1:
                    address: %s
                    nodes:
                      - {name: phys-a, transport: local}
                      - {name: phys-b, transport: local}
                    server: {profile: %s}
                    engine:
                      kind: command
                      status: [%s, status, "{logical_host}"]
                      restart: [%s, restart, "{logical_host}", "{daemon}"]
                      move: [%s, move, "{logical_host}", "{from}", "{to}"]
                      stop: [%s, stop, "{logical_host}"]
                      start: [%s, start, "{logical_host}"]
                      timeout: 2s
                    policy: {%s}
                profiles:
                  our-mail:
                    daemons:
                      imapd: {command: hamail-test-imapd, protocol: imap, port: %d}
                """.formatted(
                        stateDir, address, profile, engine, engine, engine, engine, engine, policy, port));
        return this;
    }

    /** The same logical host once more, as mail2 at 127.0.0.2. */
    public void addSecondHost() throws IOException {
        String text = Files.readString(configuration);
        int from = text.indexOf("  mail1:");
        int end = text.indexOf("profiles:");
        String host = text.substring(from, end);
        String second = host.replace("mail1", "mail2").replace("127.0.0.1", "127.0.0.2");
        Files.writeString(configuration, text.substring(0, end) + second + text.substring(end));
    }

    public void script(String body) throws IOException {
        Files.deleteIfExists(engine);
        Files.writeString(engine, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The handler, and the worker that it asks for, one after the other in this process; the handler's exit code. */
    public int tell(String downtime, String hostState, String output) {
        return tell(Map.of("--downtime", downtime, "--host-state", hostState, "--output", output));
    }

    /** The same; what is not said otherwise is said as a core says it. */
    public int tell(Map<String, String> otherwise) {
        var options = new LinkedHashMap<>(Map.of(
                "-l", "mail1",
                "--check", "process",
                "--state", "CRITICAL",
                "--state-type", "HARD",
                "--attempt", "3",
                "--output", "DAEMON CRITICAL [absent]: imapd is absent",
                "--host-state", "UP",
                "--downtime", "0"));
        options.putAll(otherwise);
        var words = new ArrayList<>(List.of("--config=" + configuration, "-d", "imapd"));
        words.addAll(List.of("--observer", "local"));
        options.forEach((option, value) -> words.addAll(List.of(option, value)));
        boolean[] wanted = new boolean[1];
        int code = new HandleMailFault((site, file) -> () -> wanted[0] = true).run(words, console());
        if (wanted[0]) {
            work();
        }
        return code;
    }

    public int tell() {
        return tell(Map.of());
    }

    /** The worker, in this process; one that is to go on with another configuration is only counted. */
    int work(String... more) {
        var words = new ArrayList<>(List.of("--config=" + configuration, "-l", "mail1"));
        words.addAll(List.of(more));
        return new RecoveryWorker((site, file) -> () -> successors++, (site, file) -> () -> reconciles++)
                .run(words, console());
    }

    public int hamail(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--config=" + configuration);
        return new Hamail((site, file) -> () -> reconciles++).run(all, console());
    }

    /** The same, without a configuration. */
    public int run(String... words) {
        return new Hamail((site, file) -> () -> reconciles++).run(List.of(words), console());
    }

    private Console console() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                printed.add(line);
            }

            @Override
            public void print(String text) {
                printed.add(text);
            }
        };
        return new Console(out, out, Map.of());
    }

    /** Everything that was printed. */
    public String printed() {
        return String.join("\n", printed);
    }

    /** What the engine was asked to do. */
    public List<String> deeds() throws IOException {
        Path deeds = directory.resolve("deeds");
        return Files.exists(deeds) ? Files.readAllLines(deeds) : List.of();
    }

    public List<Entry> journal() throws Exception {
        return new JournalReader(stateDir.resolve("mail1")).recent(entry -> false);
    }

    long intents() throws Exception {
        return journal().stream()
                .filter(entry -> entry.event() instanceof Intent)
                .count();
    }

    /** The last decision with its reason and gates, as text; empty when there is none. */
    String lastDecision() throws Exception {
        return journal().stream()
                .map(Entry::event)
                .filter(DecisionRecord.class::isInstance)
                .reduce((first, second) -> second)
                .map(Object::toString)
                .orElse("");
    }
}
