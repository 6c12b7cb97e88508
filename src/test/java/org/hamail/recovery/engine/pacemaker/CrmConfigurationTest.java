package org.hamail.recovery.engine.pacemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.engine.EngineUnavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrmConfigurationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TemporaryChange OURS =
            new TemporaryChange(CrmPurpose.MOVE, "lh", "0123456789ab", NOW.plusSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "cli-prefer-lh,          lh,     true",
        "cli-ban-lh-on-node2,    lh,     true",
        "cli-prefer-lh-svc,      lh-svc, true",
        "cli-prefer-web,         web,    false",
        "prefers-node1-by-night, lh,     false"
    })
    void whatAnOperatorHasMovedIsForeign(String id, String resource, boolean foreign) throws Exception {
        CrmConfiguration read = read("<rsc_location id=\"" + id + "\" rsc=\"" + resource + "\" node=\"node2\"/>");
        assertEquals(foreign ? Optional.of(id) : Optional.empty(), read.foreign());
        assertEquals(List.of(), read.temporaries());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01 11:50:00Z, false",
        "2026-03-01 11:59:30Z, true",
        "2026-03-01 13:00:00Z, true",
        "2026-03-01 12:50:00 +01:00, false",
        "2026-03-01 13:50:00 +01:00, true",
        "2026-03-01 06:20:00 -05:30, false",
        "2026-03-01 11:50:00 Z, false",
        "2026-03-01T11:50:00+00:00, false",
        "2026-03-01 11:50:00, true",
        "soon, true"
    })
    void aLifetimeThatIsOverDoesNotCount(String end, boolean inForce) throws Exception {
        String text = "<rsc_location id=\"cli-prefer-lh\" rsc=\"lh\"><rule><date_expression end=\"" + end
                + "\"/></rule></rsc_location>";
        assertEquals(inForce, read(text).foreign().isPresent());
    }

    @Test
    void ownConstraintIsKnownByOwnerAndEnds() throws Exception {
        for (String constraint : List.of(OURS.preferring("node2"), OURS.keepingOff("node1"))) {
            CrmConfiguration read = read(constraint);
            assertEquals(List.of(OURS), read.temporaries());
            assertEquals(Optional.of(OURS), read.inForce(NOW));
            assertEquals(Optional.empty(), read.inForce(NOW.plusSeconds(600)));
            assertEquals(Optional.empty(), read.foreign());
        }
    }

    @Test
    void constraintWithoutOwnerIsOfEarlierVersion() throws Exception {
        CrmConfiguration read = read("<rsc_location id=\"hamail-move-lh\" rsc=\"lh\"/>"
                + "<rsc_location id=\"hamail-move-lh-2-0123456789ab\" rsc=\"lh-2\"/>");
        assertEquals(List.of(new TemporaryChange(CrmPurpose.MOVE, "lh", "", Instant.MAX)), read.temporaries());
        assertFalse(read.temporaries().get(0).isOver(NOW));
    }

    @Test
    void restartIsKnownInGroupNotMembers() throws Exception {
        var restart = new TemporaryChange(CrmPurpose.RESTART, "lh", "0123456789ab", NOW);
        String group = restart.stopping("group", List.of("lh-ip", "lh-svc"));
        CrmConfiguration read = CrmConfiguration.read(cib(group, ""), "lh", Set.of("lh", "lh-ip", "lh-svc"), NOW);
        assertEquals(List.of(restart), read.temporaries());
        assertTrue(group.contains(
                "<primitive id=\"lh-svc\"><meta_attributes id=\"hamail-restart-lh-0123456789ab.lh-svc\""));
        assertEquals(
                List.of(new TemporaryChange(CrmPurpose.RESTART, "lh", "x", NOW)),
                CrmConfiguration.read(
                                cib(
                                        new TemporaryChange(CrmPurpose.RESTART, "lh", "x", NOW)
                                                .stopping("primitive", List.of("lh")),
                                        ""),
                                "lh",
                                Set.of("lh"),
                                NOW)
                        .temporaries());
    }

    @Test
    void aColocationTiesWhateverItsSpelling() throws Exception {
        CrmConfiguration read = read("<rsc_colocation id=\"a\" rsc=\"web\" with-rsc=\"lh-svc\"/>"
                + "<rsc_colocation id=\"b\"><resource_set id=\"s\"><resource_ref id=\"web\"/><resource_ref id=\"log\"/>"
                + "</resource_set></rsc_colocation><rsc_colocation id=\"c\" rsc=\"x\" with-rsc=\"y\"/>");
        assertEquals(Set.of("web", "log"), read.partners());
    }

    @Test
    void dryRunSeesConstraintBesideOthers() throws Exception {
        String with = read("<rsc_location id=\"a\"/>").with(OURS.preferring("node2"));
        assertTrue(with.contains("<rsc_location id=\"a\"/>"), with);
        assertTrue(with.contains("<rsc_location id=\"hamail-move-lh-0123456789ab\" "), with);
    }

    private static CrmConfiguration read(String constraints) throws EngineUnavailable {
        return CrmConfiguration.read(cib("", constraints), "lh", Set.of("lh", "lh-svc"), NOW);
    }

    private static String cib(String resources, String constraints) {
        return "<cib><configuration><resources>" + resources + "</resources><constraints>" + constraints
                + "</constraints></configuration></cib>";
    }
}
