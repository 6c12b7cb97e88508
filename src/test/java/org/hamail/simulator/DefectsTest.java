package org.hamail.simulator;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DefectsTest {
    /** A source that has changed since changes its row of the table too, or the simulator would be shown to find nothing. */
    @Test
    void eachDefectStillHasItsPlace() throws Exception {
        Map<String, List<Defect>> all = Defects.all();
        assertTrue(all.size() >= 24, all.size() + " defects");
        for (List<Defect> together : all.values()) {
            for (Defect each : together) {
                String text = Files.readString(each.path());
                assertNotEquals(text, each.planted(text));
            }
        }
    }

    @Test
    void aDefectIsInTheClassesThatAreLoadedWithItAndNowhereElse() throws Exception {
        List<Defect> switches = Objects.requireNonNull(Defects.all().get("the switch reads as on"));
        Class<?> planted = Planted.with(switches).loadClass("org.hamail.recovery.ServiceSwitch");
        assertNotEquals(org.hamail.recovery.ServiceSwitch.class, planted);
    }
}
