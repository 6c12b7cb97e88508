package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.hamail.cli.Arguments;
import org.hamail.cli.UsageException;
import org.junit.jupiter.api.Test;

/** What the event handler says of words that make no sense. */
class FaultOptionsTest {
    private static Arguments words(String state, String type, String attempt) throws UsageException {
        return Arguments.parse(
                FaultOptions.SPECS,
                List.of(
                        "--logical-host=mail1",
                        "--daemon=imapd",
                        "--check=process",
                        "--observer=local",
                        "--state=" + state,
                        "--state-type=" + type,
                        "--attempt=" + attempt,
                        "--output=",
                        "--host-state=UP",
                        "--downtime=0"));
    }

    @Test
    void senselessValueIsNamedWithItsOption() throws UsageException {
        assertEquals("", FaultOptions.senseless(FaultOptions.notification(words("CRITICAL", "HARD", "3"))));
        assertEquals(
                "--state 'BAD' is none of OK, WARNING, CRITICAL, UNKNOWN, --state-type 'X' is neither SOFT nor HARD,"
                        + " --attempt 'x' is no number",
                FaultOptions.senseless(FaultOptions.notification(words("BAD", "X", "x"))));
    }

    @Test
    void allMissingOptionsAreToldAtOnce() throws UsageException {
        Arguments few = Arguments.parse(
                FaultOptions.SPECS, List.of("--logical-host=mail1", "--daemon=imapd", "--check=process"));
        assertEquals(
                "options --observer, --state, --state-type, --attempt, --output, --host-state, --downtime are missing",
                assertThrows(UsageException.class, () -> FaultOptions.notification(few))
                        .getMessage());
    }
}
