package org.hamail.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.support.Eventually;
import org.hamail.support.RealServers;
import org.hamail.support.Script;

/** A real mail server on an address of its own, some of whose processes stand still, and other clients of it. */
final class LoadedServer implements AutoCloseable {
    private final RealServers servers;
    private final Deque<Long> stopped = new ArrayDeque<>();
    private final List<Crowd> crowds = new ArrayList<>();
    private Optional<Proxy> proxy = Optional.empty();
    private Optional<MemoryGroup> memory = Optional.empty();

    LoadedServer(String address) {
        servers = new RealServers(address);
    }

    RealServers servers() {
        return servers;
    }

    /** Other clients at the port of that variable. */
    Crowd crowd(String port) {
        var crowd = new Crowd(servers.address(), port(port));
        crowds.add(crowd);
        return crowd;
    }

    /** A proxy at PROXY_PORT, which accepts whoever comes, and connects to the port of that variable then. */
    LoadedServer proxy(String port) throws IOException {
        proxy = Optional.of(new Proxy(servers.address(), servers.port(port)));
        return this;
    }

    /** A Dovecot whose processes of one service, those that begin from now, have no more than that many bytes together. */
    LoadedServer dovecotWithLittleMemory(String service, String limits, long bytes) throws IOException {
        var group = new MemoryGroup(servers.root().getFileName().toString());
        memory = Optional.of(group);
        Path program = group.starter(servers.root(), "/usr/lib/dovecot/" + service);
        servers.with("DOVECOT_SETTINGS", limits.replace("}", " executable = " + program + "\n}"))
                .start("dovecot");
        group.limit(bytes);
        return this;
    }

    /** Dovecot goes on with further lines of its configuration; not at once. */
    LoadedServer reload(String settings) throws IOException {
        Files.writeString(servers.root().resolve("dovecot/dovecot.conf"), settings, StandardOpenOption.APPEND);
        signal("-HUP", servers.pid("dovecot"));
        return this;
    }

    private int port(String variable) {
        return variable.equals("PROXY_PORT") ? proxy.orElseThrow().port() : servers.port(variable);
    }

    /** The server's first process stands still. */
    LoadedServer stopMaster(String server) {
        stop(servers.pid(server));
        return this;
    }

    /** Its processes of that name, of which there are {@code number}, stand still. */
    LoadedServer stop(String server, String name, int number) {
        long master = servers.pid(server);
        Eventually.get(Duration.ofSeconds(60), () -> children(master, name), seen -> seen.size() >= number).stream()
                .limit(number)
                .forEach(this::stop);
        return this;
    }

    private void stop(long pid) {
        signal("-STOP", pid);
        stopped.push(pid);
    }

    private static void signal(String signal, long pid) {
        Script.run(Path.of("/bin/kill"), Map.of(), List.of(signal, Long.toString(pid)));
    }

    static List<Long> children(long parent, String name) throws IOException {
        var found = new ArrayList<Long>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path process : all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .toList()) {
                if (isChild(process, parent, name)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static boolean isChild(Path process, long parent, String name) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.contains("(" + name + ") ")
                    && stat.substring(stat.lastIndexOf(')')).split(" ")[2].equals(Long.toString(parent));
        } catch (IOException e) {
            return false; // gone
        }
    }

    /** Until that many of the clients wait to be accepted, as the kernel tells. */
    LoadedServer awaitQueue(String port, int number) {
        String listener = String.format(" %s:%04X 00000000:0000 0A ", hex(servers.address()), servers.port(port));
        Eventually.get(
                Duration.ofSeconds(60),
                () -> Files.readAllLines(Path.of("/proc/net/tcp")).stream()
                        .filter(line -> line.contains(listener))
                        .map(line ->
                                Integer.parseInt(line.strip().split("\\s+")[4].split(":")[1], 16))
                        .findFirst()
                        .orElse(-1),
                seen -> seen >= number);
        return this;
    }

    private static String hex(String address) {
        String[] parts = address.split("\\.");
        return String.format(
                "%02X%02X%02X%02X",
                Integer.parseInt(parts[3]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[0]));
    }

    /** Options to log in with; every password is "secret". */
    String account(String user) throws IOException {
        Path file = servers.root().resolve("password");
        Files.writeString(file, "secret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return " --user " + user + " --password-file " + file;
    }

    /** What the check says, as soon as it is not OK. */
    String checkUntilProblem(String port, String words) {
        return Eventually.get(Duration.ofSeconds(90), () -> check(port, words), said -> !said.contains(" OK: "));
    }

    /** What the check says. */
    String check(String port, String words) {
        var command = new ArrayList<>(List.of(words.split(" ")));
        command.addAll(List.of("-H", servers.address(), "-p", Integer.toString(port(port)), "--observer", "local"));
        return new CheckProgram(new MailProtocolCommand()).answer(command).text();
    }

    /**
     * The same beside clients that take turns. Where none of them was greeted meanwhile the cause is {@code nobody-greeted/PHASE}
     * instead of {@code timeout/PHASE}: processes that wait for each other's memory, or for a processor, take nobody in.
     */
    String checkFull(String port, String words) {
        int before = greeted();
        String said = check(port, words);
        return greeted() == before ? said.replace("[timeout/", "[nobody-greeted/") : said;
    }

    private int greeted() {
        return crowds.stream().mapToInt(Crowd::greeted).sum();
    }

    @Override
    public void close() throws IOException {
        for (Crowd crowd : crowds) {
            crowd.close();
        }
        if (proxy.isPresent()) {
            proxy.get().close();
        }
        for (long pid : stopped) {
            if (Files.exists(Path.of("/proc/" + pid))) {
                signal("-CONT", pid);
            }
        }
        if (memory.isPresent()) {
            memory.get().lift();
        }
        servers.close();
        memory.ifPresent(MemoryGroup::close);
    }
}
