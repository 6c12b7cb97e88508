package org.hamail.recovery.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.Gate;
import org.hamail.support.Golden;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateDefinitionTest {
    @Test
    void theTableIsTheOneUnderVersionControl() {
        List<String> lines = new ArrayList<>();
        for (GateDefinition gate : GateDefinition.values()) {
            lines.add(gate.word()
                    + (gate.isAskedOutside() ? ", a worker asks: " + gate.question() : "")
                    + (gate.isFailoverOnly() ? ", for a failover only" : "")
                    + (gate.isExpected() ? ", expected to be closed at times" : ""));
            lines.add("  " + HoldAdvice.of(closed(gate, "x", "y")));
        }
        Golden.whole(GoldenCase.FOLDER.resolve("gates.txt"), String.join("\n", lines) + "\n");
    }

    @Test
    void nobodyIsAskedAboutGateThatJournalKnows() {
        assertEquals(
                "nobody can be asked about the gate settle",
                assertThrows(IllegalStateException.class, GateDefinition.SETTLE::question)
                        .getMessage());
    }

    @Test
    void adviceFollowsWhatWasSeen() {
        assertEquals("hamail on starts it", HoldAdvice.of(closed(GateDefinition.SERVICE, "off by root", "y")));
        assertEquals("hamail resume ends it", HoldAdvice.of(closed(GateDefinition.SERVICE, null, "y")));
        String anew = "hamail on sets it anew";
        assertEquals(anew, HoldAdvice.of(closed(GateDefinition.SERVICE, "unreadable: no JSON", "y")));
        assertEquals(
                anew,
                HoldAdvice.of(closed(GateDefinition.SERVICE, "the switch says on and the journal says off", "y")));
        assertEquals(
                "switch the event handler of the service on again",
                HoldAdvice.of(closed(GateDefinition.DOWNTIME, "event handler off", "core")));
        assertEquals(
                "it is judged again when the downtime is over; hamail restart acts now",
                HoldAdvice.of(closed(GateDefinition.DOWNTIME, "1", "core")));
        assertEquals(
                "it is judged again when the host is UP; hamail restart acts now",
                HoldAdvice.of(closed(GateDefinition.HOST, "DOWN", "core")));
        assertEquals(
                "start the core, or correct 'core' in hamail.yaml; hamail restart acts now",
                HoldAdvice.of(closed(GateDefinition.DOWNTIME, "unreadable: no status.dat", "core")));
        assertEquals(
                "give one service of the core, and only one, the custom variables of this check; hamail restart acts now",
                HoldAdvice.of(closed(GateDefinition.HOST, "unknown, the core does not show this service", "core")));
        assertEquals(
                "raise the limits of the server; hamail restart would end the sessions that it serves",
                HoldAdvice.of(closed(GateDefinition.CONFIRM, "full: 37 clients", "own probe")));
    }

    /** By hand no gate is asked but the engine; where a restart is no help, or another verb does more, that is named. */
    @Test
    void restartByHandIsNamedWhereItActs() {
        Set<GateDefinition> others = EnumSet.of(
                GateDefinition.SERVICE,
                GateDefinition.PROGRESS,
                GateDefinition.ACKNOWLEDGED,
                GateDefinition.ENGINE,
                GateDefinition.BUDGET,
                GateDefinition.DIRECTORY,
                GateDefinition.SANITY);
        for (GateDefinition gate : GateDefinition.values()) {
            String advice = HoldAdvice.of(closed(gate, "x", "y"));
            assertEquals(!others.contains(gate), advice.contains("hamail restart"), gate + ": " + advice);
        }
    }

    @Test
    void usedRestartsAreReportedWhereModeHolds() {
        Gate mode = closed(GateDefinition.MODE, "restart-only", "configuration");
        String next =
                "a failover would be next, which policy.mode in hamail.yaml does not allow; hamail restart acts now";
        assertEquals(next, HoldAdvice.of(mode, List.of(mode)));
        Gate budget = new Gate("budget", false, "2", "2", "journal", null, "2026-03-01T13:00:00Z");
        assertEquals(
                "2 of 2 restarts used, the next at 2026-03-01T13:00:00Z; hamail restart acts now",
                HoldAdvice.of(mode, List.of(mode, budget)));
    }

    @Test
    void gateOfAnotherVersionIsExplainedAsWell() {
        Gate unknown = new Gate("moon", false, "full", null, "sky", null, null);
        assertEquals(Optional.empty(), GateDefinition.of(unknown));
        assertEquals("this release does not know the gate", HoldAdvice.of(unknown));
    }

    private static Gate closed(GateDefinition gate, @Nullable String value, String source) {
        return new Gate(gate.word(), false, value, null, source, null, null);
    }
}
