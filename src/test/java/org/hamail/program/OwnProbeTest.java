package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worker's own look at a server that answers, but badly. */
class OwnProbeTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    @ParameterizedTest
    @CsvSource({"rejected, * BYE go away, CRITICAL", "tempfail, * BYE [UNAVAILABLE] later, WARNING"})
    void whatIsActedOnIsConfirmedByTheSameAnswer(String cause, String greeting, String state) throws Exception {
        var bench = new Bench(directory);
        bench.policy += ", act_on: [absent, timeout, " + cause + "]";
        try (ServerSocket server = serve(bench.port, greeting)) {
            assertTrue(server.isBound());
            tell(bench.prepare(), state, cause);
        }
        assertEquals("restart mail1 all", bench.deeds().get(0), bench.printed());
    }

    @Test
    void answerThatIsNotActedOnConfirmsNothing() throws Exception {
        var bench = new Bench(directory);
        try (ServerSocket server = serve(bench.port, "* BYE go away")) {
            assertTrue(server.isBound());
            tell(bench.prepare(), "CRITICAL", "timeout/greeting");
        }
        assertEquals(List.of(), bench.deeds());
        assertTrue(bench.lastDecision().contains("confirm"), bench.lastDecision());
    }

    @Test
    void longestConfiguredTimeLimitIsAcceptedByProbe() throws Exception {
        var bench = new Bench(directory);
        bench.policy = bench.policy.replace("confirm_timeout: 2s", "confirm_timeout: 3650d");
        assertEquals(0, bench.prepare().tell());
        assertEquals("restart mail1 all", bench.deeds().get(0), bench.lastDecision());
    }

    private static void tell(Bench bench, String state, String cause) {
        String output = "IMAP " + state + " [" + cause + "]: x";
        assertEquals(0, bench.tell(Map.of("--check", "protocol", "--state", state, "--output", output)));
    }

    /** Says {@code greeting} to everybody who calls, until it is closed. */
    private static ServerSocket serve(int port, String greeting) throws IOException {
        var server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket caller = server.accept();
                        OutputStream out = caller.getOutputStream()) {
                    out.write((greeting + "\r\n").getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the caller has gone, or the test is over
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
