package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.hamail.plugin.Status;
import org.junit.jupiter.api.Test;

class PassiveResultTest {
    private static final ServiceName IMAP = new ServiceName("mail1", "IMAP");

    @Test
    void firstLineIsDividedIntoOutputAndFigures() {
        PassiveResult result = read(1, "IMAP WARNING [slow]: served|time=31s;30;;0;660 greeting=30s\ndetail|x\n");
        assertEquals(Status.WARNING, result.status());
        assertEquals("IMAP WARNING [slow]: served", result.output());
        assertEquals(List.of("time=31s;30;;0;660", "greeting=30s"), result.figures());
    }

    @Test
    void exitCodeThatIsNoStateIsUnknown() {
        assertEquals(Status.UNKNOWN, read(127, "").status());
    }

    @Test
    void namesThatWouldBreakCommandLineAreRefused() {
        for (String name : List.of("", "a;b", "a\nb")) {
            assertThrows(IllegalArgumentException.class, () -> new ServiceName("mail1", name), name);
        }
    }

    @Test
    void lineIsCutInSentenceNotInFigure() {
        String line = ResultLine.of("x".repeat(600), List.of("time=1s", "y".repeat(300)), 511);
        assertEquals(511, line.length());
        assertEquals("...|time=1s", line.substring(500));
    }

    private static PassiveResult read(int code, String text) {
        return PassiveResult.of(IMAP, code, text, Results.TIME, Results.TIME, Duration.ofMinutes(1));
    }
}
