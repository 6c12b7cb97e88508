package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.engine.EngineUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On answers that were recorded on a real Pacemaker 2.1.5. */
class CrmStatusTest {
    @Test
    void aRunningGroupIsOnOneNode() throws Exception {
        CrmStatus status = recorded("running");
        assertEquals(Optional.of("node1"), status.dc());
        assertTrue(status.quorum());
        assertEquals(Optional.empty(), status.hold());
        assertEquals(Set.of("node1", "node2"), status.nodes());
        assertEquals(Map.of(), status.unfit());
        assertEquals(Set.of(), status.unclean());
        assertTrue(status.placement().isStartedOn("node1"));
        assertFalse(status.placement().isStartedOn("node2"));
        assertEquals(
                "lh-ip is Started on node1; lh-svc is Started on node1",
                status.placement().locations());
    }

    @ParameterizedTest
    @CsvSource({
        "standby,      is marked 'standby'",
        "banned,       is banned by cli-ban-lh-on-node2",
        "failed-start, is blocked: the fail-count of lh-svc has reached its migration-threshold",
        "node-lost,    is offline"
    })
    void aNodeThatCannotTakeItIsNoTargetForAReason(String recording, String reason) throws Exception {
        assertEquals(Map.of("node2", reason), recorded(recording).unfit());
    }

    @Test
    void lostNodeIsUncleanUntilItIsFenced() throws Exception {
        assertEquals(Set.of("node2"), recorded("node-lost").unclean());
    }

    @Test
    void maintenanceIsSeen() throws Exception {
        CrmStatus status = recorded("maintenance");
        assertEquals(Optional.of("the cluster is in maintenance mode"), status.hold());
        assertFalse(status.placement().isManaged());
    }

    @Test
    void aStoppedGroupIsNowhere() throws Exception {
        CrmPlacement placement = recorded("stopped").placement();
        assertTrue(placement.isStopped());
        assertFalse(placement.isStarted());
        assertEquals(Set.of(), placement.places());
    }

    /** crm_mon lists each constraint with a negative score as a ban. */
    @Test
    void nodeThatIsOnlyDislikedIsNotBanned() throws Exception {
        String text = text("banned");
        for (String weight : List.of("-50", "-999999")) {
            CrmStatus status = CrmStatus.read(text.replace("weight=\"-1000000\"", "weight=\"" + weight + "\""), "lh");
            assertEquals(Map.of(), status.unfit(), weight);
        }
        CrmStatus unknown = CrmStatus.read(text.replace("weight=\"-1000000\"", ""), "lh");
        assertEquals(Map.of("node2", "is banned by cli-ban-lh-on-node2"), unknown.unfit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"maintenance-mode", "stop-all-resources", "blocked", "managed", "unclean", "pending"})
    void whatIsNotSaidIsNotKnown(String attribute) throws Exception {
        String text = text("running").replaceAll(" " + attribute + "=\"(true|false)\"", "");
        EngineUnavailable silent = assertThrows(EngineUnavailable.class, () -> CrmStatus.read(text, "lh"));
        assertTrue(String.valueOf(silent.getMessage()).startsWith("crm_mon does not say whether " + attribute));
    }

    @Test
    void aMemberThatSomebodyHasDisabledIsNamed() throws Exception {
        String text = text("running").replace("id=\"lh-svc\" ", "id=\"lh-svc\" target_role=\"Stopped\" ");
        assertEquals(
                Optional.of("lh-svc is disabled (target-role=Stopped)"),
                CrmStatus.read(text, "lh").objection());
    }

    @Test
    void whatKeepsClusterFromStartingAnythingIsObjection() throws Exception {
        assertEquals(
                Optional.of("node2 is unclean: the cluster starts nothing until it is known to be dead"),
                recorded("node-lost").objection());
        String joining = text("running").replaceFirst("pending=\"false\"", "pending=\"true\"");
        assertEquals(
                Optional.of("node1 is pending: it has not joined the cluster yet"),
                CrmStatus.read(joining, "lh").objection());
        assertEquals(Optional.empty(), recorded("running").objection());
    }

    @Test
    void aResourceElsewhereThatStartsIsBusy() throws Exception {
        String other = "<resource id=\"web\" role=\"Starting\" blocked=\"false\" managed=\"true\"/></resources>";
        CrmStatus status = CrmStatus.read(text("running").replace("</resources>", other), "lh");
        assertEquals(Set.of("web"), status.busy());
        assertFalse(status.placement().isInTransition());
    }

    @Test
    void aFailedStopBlocks() throws Exception {
        CrmPlacement placement = recorded("failed-stop").placement();
        assertTrue(placement.isBlocked());
        assertFalse(placement.isStartedOn("node1"));
    }

    @Test
    void primitiveAloneIsEnoughUnknownNameIsNot() throws Exception {
        String text = text("running").replaceAll("</?group[^>]*>", "");
        assertTrue(CrmStatus.read(text, "lh-svc").placement().isStartedOn("node1"));
        EngineUnavailable silent = assertThrows(EngineUnavailable.class, () -> CrmStatus.read(text, "lh"));
        assertEquals("the cluster has no group or primitive lh", silent.getMessage());
    }

    /** With Pacemaker up and the cluster information base gone, crm_mon exits with 0 and tells nothing. */
    @Test
    void anAnswerWithoutDataIsNone() {
        String text = "<pacemaker-result api-version=\"2.25\"><pacemakerd state=\"running\"/>"
                + "<status code=\"0\" message=\"OK\"><errors><error>Could not connect to the CIB: x</error></errors>"
                + "</status></pacemaker-result>";
        EngineUnavailable silent = assertThrows(EngineUnavailable.class, () -> CrmStatus.read(text, "lh"));
        assertEquals("crm_mon says: Could not connect to the CIB: x", silent.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "crm_mon: command not found",
                "<pacemaker-result>",
                "<pacemaker-result/>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "<pacemaker-result><summary/><nodes/><resources/></pacemaker-result>"
            })
    void whatIsNoAnswerIsNotRead(String text) {
        assertThrows(EngineUnavailable.class, () -> CrmStatus.read(text, "lh"));
    }

    @Test
    void withoutADcThereIsNone() throws Exception {
        String text = text("running").replaceAll("<current_dc [^>]*>", "<current_dc present=\"false\"/>");
        CrmStatus status = CrmStatus.read(text, "lh");
        assertEquals(Optional.empty(), status.dc());
        assertFalse(status.quorum());
    }

    private static CrmStatus recorded(String name) throws Exception {
        return CrmStatus.read(text(name), "lh");
    }

    private static String text(String name) throws IOException {
        return Files.readString(
                Path.of(System.getProperty("basedir", ""), "test-fixtures", "pacemaker", name + ".xml"));
    }
}
