package org.hamail.recovery.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrmConstraintsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "cli-prefer-lh,          lh,     true",
        "cli-ban-lh-on-node2,    lh,     true",
        "cli-prefer-lh-svc,      lh-svc, true",
        "cli-prefer-web,         web,    false",
        "prefers-node1-by-night, lh,     false"
    })
    void whatAnOperatorHasMovedIsForeign(String id, String resource, boolean foreign) throws Exception {
        CrmConstraints read = read("<rsc_location id=\"" + id + "\" rsc=\"" + resource + "\" node=\"node2\"/>");
        assertEquals(foreign ? Optional.of(id) : Optional.empty(), read.foreign());
        assertFalse(read.isMoving(NOW));
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01 11:50:00Z, false", "2026-03-01 11:59:30Z, true", "2026-03-01 13:00:00Z, true", "soon, true"
    })
    void aLifetimeThatIsOverDoesNotCount(String end, boolean inForce) throws Exception {
        String text = "<rsc_location id=\"cli-prefer-lh\" rsc=\"lh\"><rule><date_expression end=\"" + end
                + "\"/></rule></rsc_location>";
        assertEquals(inForce, read(text).foreign().isPresent());
    }

    @Test
    void oursIsKnownAndEndsByItself() throws Exception {
        CrmConstraints ours = read(CrmConstraints.draw("lh", "node2", NOW.plusSeconds(60)));
        assertEquals(new CrmConstraints(Optional.empty(), Optional.of(NOW.plusSeconds(60))), ours);
        assertTrue(ours.isMoving(NOW));
        assertFalse(ours.isMoving(NOW.plusSeconds(600)));
    }

    @Test
    void aDryRunSeesTheConstraintBesideTheOthers() throws Exception {
        String cib = "<cib><configuration><constraints><rsc_location id=\"a\"/></constraints></configuration></cib>";
        String with = CrmConstraints.with(CrmConstraints.draw("lh", "node2", NOW), cib);
        assertTrue(with.contains("<rsc_location id=\"a\"/>"), with);
        assertTrue(with.contains("<rsc_location id=\"hamail-move-lh\" "), with);
    }

    private static CrmConstraints read(String constraint) throws EngineSilent {
        return CrmConstraints.read("<constraints>" + constraint + "</constraints>", "lh", Set.of("lh", "lh-svc"), NOW);
    }
}
