package org.hamail.operator.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.Findings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the way of a node: its answer, its clock, its Java. */
class NodeReviewTest {
    /** A node on which a shell runs the words, after {@code before}. */
    private record Shell(String before) implements CommandRunner {
        @Override
        public String name() {
            return "phys-a";
        }

        @Override
        public Command command(List<String> words) {
            return new Command(List.of("/bin/sh", "-c", before + "\n" + String.join(" ", words)));
        }
    }

    private static List<Finding> findings(String before) {
        var findings = new Findings();
        new NodeReview(new Shell(before), findings).judge();
        return findings.all();
    }

    private static final String JAVA_17 = "java() { echo 'openjdk version \"17.0.1\"' >&2; }";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo Welcome | transport | prints more than the answer
            exit 255 | transport | ends with 255
            echo 'Host key verification failed.' >&2; exit 255 | transport | ends with 255: Host key verification failed.
            date() { expr $(command date +%s) + 60; } | clock-skew | ahead
            date() { expr $(command date +%s) - 60; } | clock-skew | behind
            java() { echo 'java version "1.8.0_202"' >&2; } | java-version | its java is version 8
            java() { echo 'openjdk version "11.0.2"' >&2; } | java-version | its java is version 11
            """)
    void whatIsWrongIsFound(String shell, String id, String fact) {
        List<Finding> findings = findings(JAVA_17 + "\n" + shell);
        assertEquals(List.of(id), findings.stream().map(Finding::id).toList());
        assertTrue(findings.get(0).what().contains(fact), findings::toString);
        assertEquals("phys-a", findings.get(0).where());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            :
            echo 'Authorized use only' >&2
            date() { expr $(command date +%s) + 2; }
            java() { echo 'openjdk version "21"' >&2; }
            java() { return 127; }
            """)
    void aNeighbourThatIsRightIsNot(String shell) {
        assertEquals(List.of(), findings(JAVA_17 + "\n" + shell));
    }

    @Test
    void whatFollowsFromDeadTransportIsNotTold() {
        assertEquals(1, findings("exit 1; date() { echo 1; }").size());
    }
}
