package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the machine that observes suffers itself: its kernel's routes, its descriptors, its own sleep. */
@Timeout(900)
final class ObserverIT {
    private static final String JAR =
            Path.of("target", "check-mail-protocol.jar").toAbsolutePath().toString();

    /** In a network of its own. */
    @ParameterizedTest
    @CsvSource({
        "true, CRITICAL, unreachable",
        "ip route add blackhole 192.0.2.0/24, CRITICAL, unreachable",
        "ip route add unreachable 192.0.2.0/24, CRITICAL, unreachable",
        "ip route add prohibit 192.0.2.0/24, UNKNOWN, blind"
    })
    void aWayThatIsNotThereIsNoTimeout(String routes, String state, String cause) throws Exception {
        String output =
                shell("unshare -rn sh -c 'ip link set lo up; " + routes + "; exec " + java("192.0.2.1", 143, 5) + "'");
        assertTrue(output.startsWith("IMAP " + state + " [" + cause + "]: "), output);
    }

    /** The route goes while the server is silent: this machine cannot tell. */
    @Test
    void routeThatGetsLostMeanwhileIsNoTimeout() throws Exception {
        String output = shell(
                "unshare -rn sh -c 'ip link set lo up; ip link add d0 type veth peer name d1; ip link set d1 up; ip link set d0 up;"
                        + " ip route add 192.0.2.0/24 dev d0; ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev d0;"
                        + " (sleep 2; ip link del d0) & exec " + java("192.0.2.1", 143, 8) + "'");
        assertTrue(output.startsWith("IMAP CRITICAL [unreachable]: "), output);
    }

    @Test
    void aSilentAddressIsStillATimeout() throws Exception {
        String output = shell(
                "unshare -rn sh -c 'ip link set lo up; ip link add d0 type veth peer name d1; ip link set d1 up; ip link set d0 up;"
                        + " ip route add 192.0.2.0/24 dev d0; ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev d0; exec "
                        + java("192.0.2.1", 143, 3) + "'");
        assertTrue(output.startsWith("IMAP CRITICAL [timeout/connect]: "), output);
    }

    /** The check is stopped once it waits for the greeting, and goes on when its time is over. */
    @Test
    void checkThatWasStoppedDoesNotBlameServer() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(60_000);
            Process check = new ProcessBuilder(words(server.getLocalPort(), 4))
                    .redirectErrorStream(true)
                    .start();
            try (Socket caller = server.accept()) {
                signal(check, "STOP");
                long stopped = System.nanoTime();
                Eventually.get(
                        Duration.ofSeconds(60),
                        () -> System.nanoTime() - stopped,
                        passed -> passed > Duration.ofSeconds(8).toNanos());
                caller.getOutputStream().write("* OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
                signal(check, "CONT");
                String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(
                        output.matches("(?s)IMAP UNKNOWN \\[blind]: this machine stood still for [0-9.]+ s.*"), output);
                assertEquals(3, check.waitFor());
            }
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    private static String java(String host, int port, int seconds) {
        return String.join(" ", words(port, seconds)).replace("127.0.0.1", host);
    }

    private static List<String> words(int port, int seconds) {
        return new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                JAR,
                "--protocol=imap",
                "--hostname=127.0.0.1",
                "--port=" + port,
                "--timeout=" + seconds));
    }

    private static String shell(String command) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
