package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs of a day on which something happened, each with what must be decided then, written down by hand. Beside it stands every
 * decision with its sentence, recorded.
 */
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

    private static ReplayReport replay(Path trace) throws IOException {
        try (Stream<Path> files = Files.list(trace)) {
            Path[] logs = files.filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .toArray(Path[]::new);
            return Replays.of(Replays.RULES, logs);
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void decidesAsExpected(Path trace) throws IOException {
        var text = new StringBuilder();
        for (HostResult host : replay(trace).hosts()) {
            for (ReplayDecision made : host.decisions()) {
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
        assertEquals(expected(trace).decisions(), decided(trace), trace::toString);
    }

    /** What happens in a trace, and what must be decided. */
    private record Expected(String story, String decisions) {}

    private static Expected expected(Path trace) throws IOException {
        List<String> lines = Files.readAllLines(trace.resolve("expected.txt"));
        return new Expected(lines.get(0), lines.get(1));
    }

    /** Without the holds that only say that an action is under way; what repeats the one before is one. */
    private static String decided(Path trace) throws IOException {
        var hosts = new ArrayList<String>();
        for (HostResult host : replay(trace).hosts()) {
            var words = new ArrayList<String>();
            for (ReplayDecision made : host.decisions()) {
                boolean isHold = made.decision().equals("hold");
                String word = isHold ? "hold (" + made.rule() + ")" : made.decision() + " " + made.daemon();
                boolean isSame = isHold
                        && !words.isEmpty()
                        && words.get(words.size() - 1).equals(word);
                if (!isSame && !made.rule().equals("progress")) {
                    words.add(word);
                }
            }
            if (!words.isEmpty()) {
                hosts.add((host.name().equals("mail1") ? "" : host.name() + ": ") + String.join(", ", words));
            }
        }
        return hosts.isEmpty() ? "nothing" : String.join("; ", hosts);
    }

    @Test
    void withoutOutageAtMostOneRestartIsMade() throws IOException {
        long restarts = 0;
        List<Path> traces = traces("no-outage");
        for (Path trace : traces) {
            for (HostResult host : replay(trace).hosts()) {
                assertEquals(0, host.count("failover"), trace::toString);
                restarts += host.count("restart");
            }
        }
        assertTrue(traces.size() >= 60 && restarts <= 1, traces.size() + " traces, " + restarts + " restarts");
    }

    @Test
    void everyOutageIsActedOn() throws IOException {
        List<Path> traces = traces("outage");
        assertTrue(traces.size() >= 60, "" + traces.size());
        for (Path trace : traces) {
            assertTrue(
                    replay(trace).hosts().stream().anyMatch(host -> host.count("restart") + host.count("failover") > 0),
                    trace::toString);
        }
    }

    /** The page on safety shows all of them. */
    @Test
    void theTableIsThatOfTheTraces() throws IOException {
        var table = new StringBuilder("| trace | what happens | what is decided |\n|---|---|---|\n");
        for (Path trace : traces()) {
            Expected expected = expected(trace);
            assertFalse(expected.story().isBlank(), trace::toString);
            table.append("| `" + TRACES.relativize(trace) + "` | " + expected.story() + " | " + expected.decisions()
                    + " |\n");
        }
        Golden.section(Path.of("packaging/SAFETY.md"), "traces", table.toString());
    }

    @Test
    void sameInputGivesTheSameReport() throws IOException {
        Path trace = TRACES.resolve("outage/storm");
        assertEquals(ReplayText.lines(replay(trace), ZoneOffset.UTC), ReplayText.lines(replay(trace), ZoneOffset.UTC));
    }
}
