package org.hamail.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;

class ScriptsTest {
    @Test
    void launchersAndCommandsAreAmongThem() throws IOException {
        assertTrue(Scripts.all()
                .containsAll(List.of(
                        "plugins/.launch",
                        "plugins/check_mail_ha",
                        "packaging/install",
                        "packaging/sandbox/parts.sh",
                        "test-fixtures/servers/lib.sh")));
    }

    /** Where they are not installed, the integration tests say so. */
    @Test
    void shellcheckAndShfmtFindNothing() throws IOException {
        for (List<String> judge : Scripts.JUDGES) {
            if (Scripts.isInstalled(judge.get(0))) {
                var words = new ArrayList<>(judge.subList(1, judge.size()));
                words.addAll(Scripts.all());
                assertEquals("", Script.run(Path.of(judge.get(0)), Map.of(), words));
            }
        }
    }
}
