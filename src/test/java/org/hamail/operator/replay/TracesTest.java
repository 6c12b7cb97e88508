package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of a day on which something happened, and what is decided then. */
class TracesTest {
    private static final Path TRACES = Path.of("test-fixtures/replay");

    static List<Path> traces() throws IOException {
        List<Path> traces = new ArrayList<>(traces("no-outage"));
        traces.addAll(traces("outage"));
        return traces;
    }

    private static List<Path> traces(String kind) throws IOException {
        try (Stream<Path> folders = Files.list(TRACES.resolve(kind))) {
            return folders.sorted().toList();
        }
    }

    private static ReplayReport replay(Path trace) {
        return Replays.of(Replays.RULES, trace.resolve("nagios.log"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void decidesAsExpected(Path trace) {
        var text = new StringBuilder();
        for (HostResult host : replay(trace).hosts()) {
            for (Made made : host.decisions()) {
                text.append(made.time())
                        .append(' ')
                        .append(host.name())
                        .append(' ')
                        .append(made.decision())
                        .append(' ')
                        .append(made.daemon())
                        .append(": ")
                        .append(made.reason())
                        .append('\n');
            }
        }
        Golden.whole(trace.resolve("decisions.txt"), text.toString());
    }

    @Test
    void withoutAnOutageNothingIsMovedAndAtMostOneRestartIsMade() throws IOException {
        long restarts = 0;
        List<Path> traces = traces("no-outage");
        for (Path trace : traces) {
            for (HostResult host : replay(trace).hosts()) {
                assertEquals(0, host.count("failover"), trace::toString);
                restarts += host.count("restart");
            }
        }
        assertTrue(traces.size() >= 20 && restarts <= 1, traces.size() + " traces, " + restarts + " restarts");
    }

    @Test
    void everyOutageIsActedOn() throws IOException {
        List<Path> traces = traces("outage");
        assertTrue(traces.size() >= 20, "" + traces.size());
        for (Path trace : traces) {
            assertTrue(
                    replay(trace).hosts().stream().anyMatch(host -> host.count("restart") + host.count("failover") > 0),
                    trace::toString);
        }
    }

    @Test
    void sameInputGivesTheSameReport() throws IOException {
        Path trace = TRACES.resolve("outage/storm");
        assertEquals(
                ReplayText.lines(replay(trace), java.time.ZoneOffset.UTC),
                ReplayText.lines(replay(trace), java.time.ZoneOffset.UTC));
    }
}
