package org.hamail.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Real mail, directory and monitoring servers for a test, each started by its script in {@code test-fixtures/servers}.
 *
 * <p>They share one private directory, so that a Postfix finds its Dovecot and an nsca its Nagios. A server that does not
 * come up is an {@link AssertionError}, never a skipped test. Closing stops what was started, last first.
 */
public final class RealServers implements AutoCloseable {
    private final Path root;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Deque<String> started = new ArrayDeque<>();

    /** Servers on 127.0.0.1. */
    public RealServers() {
        this("127.0.0.1");
    }

    /** @param address any loopback address of 127.0.0.0/8 */
    public RealServers(String address) {
        try {
            root = Files.createTempDirectory("hamail-servers");
            // servers that give up root must be able to pass through
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.put("RUNROOT", root.toString());
        environment.put("SERVER_IP", address);
    }

    /** Sets a variable of the scripts, before the server is started that reads it. */
    public RealServers with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Starts a server on free ports and waits until it answers.
     *
     * @param name of the script, without its ending: {@code dovecot}, {@code postfix}, {@code slapd}, ...
     */
    public RealServers start(String name) {
        for (String port : script(name, "ports").split("\\s+")) {
            if (!port.isEmpty()) {
                environment.computeIfAbsent(port, any -> Integer.toString(FreePort.on(address())));
            }
        }
        if (!started.contains(name)) {
            started.push(name);
        }
        script(name, "start");
        return this;
    }

    /** Ends the server by the process number that it recorded. */
    public void stop(String name) {
        script(name, "stop");
        started.remove(name);
    }

    /** What the script prints to the given words, for example {@code run("nagios", "service", "mail1", "IMAP")}. */
    public String run(String name, String... words) {
        return script(name, words);
    }

    /** The port that a server got; {@code variable} is one of those that its script names, such as {@code IMAP_PORT}. */
    public int port(String variable) {
        String value = environment.get(variable);
        if (value == null) {
            throw new AssertionError("no server has been started that uses " + variable);
        }
        return Integer.parseInt(value);
    }

    /** The process number of the server's first process. */
    public long pid(String name) {
        return Long.parseLong(script(name, "status").replaceAll("\\D", ""));
    }

    /** The address that all of them listen on. */
    public String address() {
        return environment.getOrDefault("SERVER_IP", "");
    }

    /** The directory of the servers; each has a folder of its name in it. */
    public Path root() {
        return root;
    }

    private String script(String name, String... words) {
        Path script = Path.of(System.getProperty("basedir", ""), "test-fixtures", "servers", name + ".sh");
        return Script.run(script.toAbsolutePath(), environment, List.of(words));
    }

    @Override
    public void close() {
        try {
            while (!started.isEmpty()) {
                stop(started.peek());
            }
        } finally {
            delete();
        }
    }

    private void delete() {
        // what the servers have started may still remove files, which rm forgives, or write some, which it does not
        for (int again = 0; again < 50 && Files.exists(root); again++) {
            try {
                Script.run(Path.of("/bin/rm"), Map.of(), List.of("-rf", root.toString()));
            } catch (AssertionError e) {
                if (again == 49) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
    }
}
