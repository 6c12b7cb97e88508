package org.hamail.operator.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.hamail.config.ConfigLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two policies side by side over one history. */
class DifferenceTest {
    private static final Path DEAD = Path.of("test-fixtures/replay/outage/restart-does-not-help/nagios.log");

    @TempDir
    private Path directory;

    private List<Difference> against(String policy) throws Exception {
        Path file = Files.writeString(
                directory.resolve("other.yaml"),
                Files.readString(Path.of("test-fixtures/replay/hamail.yaml"))
                        .replace("    engine:", "    policy: {" + policy + "}\n    engine:"));
        ReplayInput input = Replays.input(DEAD);
        var span = new ReplayReport.Span(
                Instant.ofEpochMilli(input.extent().first()),
                Instant.ofEpochMilli(input.extent().last()));
        List<Rules> others = ConfigLoader.load(file).logicalHosts().values().stream()
                .map(Replays::rules)
                .toList();
        return ReplayReport.of(input, span, Replays.RULES, others).differences();
    }

    @Test
    void theSamePolicyDecidesTheSame() throws Exception {
        assertEquals(List.of(), against("retry_count: 2"));
    }

    @Test
    void oneThatOnlyRestartsHoldsWhereOtherMoves() throws Exception {
        List<Difference> differences = against("mode: restart-only");
        assertEquals("failover (failover-restart-failed)", differences.get(0).a());
        assertEquals("hold (restart-only)", differences.get(0).b());
        assertEquals("mail1", differences.get(0).logicalHost());
    }

    @Test
    void oneWithoutRestartsMovesAtOnce() throws Exception {
        List<Difference> differences = against("retry_count: 0");
        assertEquals("restart (restart-absent)", differences.get(0).a());
        assertEquals("failover", differences.get(0).b().substring(0, 8));
        assertEquals("hold (blocked)", differences.get(differences.size() - 1).b());
    }

    @Test
    void whereBothDoNothingThereIsNone() throws IOException {
        assertEquals(List.of(), Difference.between(List.of(), List.of()));
    }
}
