package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptsIT {
    @Test
    void theJudgesOfTheScriptsAreInstalled() {
        for (List<String> judge : Scripts.JUDGES) {
            assertTrue(
                    Scripts.isInstalled(judge.get(0)), judge.get(0) + " is missing: apt-get install " + judge.get(0));
        }
    }
}
