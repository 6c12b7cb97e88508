package org.hamail.operator.doctor;

import java.nio.file.Path;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.support.Golden;
import org.junit.jupiter.api.Test;

/** The page lists every kind of finding, in the words of the program. */
class FindingsPageTest {
    @Test
    void everyKindStandsInThePage() {
        var rows = new StringBuilder();
        for (FindingKind kind : FindingKind.values()) {
            rows.append("| `%s` | %s | %s | %s |\n"
                    .formatted(kind.id(), kind.severity().word(), kind.why(), kind.change()));
        }
        Golden.section(Path.of("src/site/markdown/doctor.md"), "findings", rows.toString());
    }
}
