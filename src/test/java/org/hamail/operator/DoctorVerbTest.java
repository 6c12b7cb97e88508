package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hamail.program.Bench;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the verb says what it has found; what it finds is the business of DoctorTest. */
class DoctorVerbTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(directory).prepare();
    }

    @Test
    void findingIsOneLineWithPlaceAndAdvice() throws Exception {
        String text = Files.readString(bench.configuration);
        Files.writeString(bench.configuration, text.replace("move: [" + bench.engine, "move: [/nonexistent/move"));
        assertEquals(2, bench.hamail("doctor"));
        assertTrue(
                bench.printed()
                        .contains("error  engine-command  " + bench.configuration
                                + ":13  the move command: /nonexistent/move is not an executable file: "
                                + "the action will fail when it is needed; install it, or correct its name"),
                bench.printed());
    }

    @Test
    void nagiosSettingsAreJudgedAtTheirPlace() throws Exception {
        Path main = Files.writeString(directory.resolve("nagios.cfg"), "service_check_timeout=60\n");
        assertEquals(2, bench.hamail("doctor", "--nagios-config", main.toString()));
        assertTrue(
                bench.printed()
                        .contains("error  nagios-service-check-timeout  " + main + ":1  service_check_timeout is 60: "),
                bench.printed());
    }

    @Test
    void namedFileThatIsMissingIsFinding() {
        for (String option : List.of("--nagios-config", "--icinga-objects")) {
            assertEquals(2, bench.hamail("doctor", option, "/nonexistent/file"));
            assertTrue(
                    bench.printed()
                            .contains("error  unreadable  /nonexistent/file  /nonexistent/file does not exist: "),
                    bench.printed());
        }
    }

    @Test
    void jsonIsOneDocumentWithCounts() {
        assertEquals(2, bench.hamail("doctor", "--json"));
        JsonObject json = JsonParser.parseString(bench.printed()).getAsJsonObject();
        assertEquals("doctor", json.get("verb").getAsString());
        assertEquals(2, json.get("exit").getAsInt());
        assertTrue(json.get("errors").getAsInt() > 0);
        assertEquals(0, json.get("warnings").getAsInt());
        JsonObject first = json.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertEquals(List.of("id", "severity", "where", "what", "why", "change"), List.copyOf(first.keySet()));
    }

    @Test
    void aPluginPrintsOneLineAndCounts() {
        assertEquals(2, bench.hamail("doctor", "--plugin"));
        assertTrue(
                bench.printed().matches("DOCTOR CRITICAL: 2 errors, 0 warnings: state-owner .*\\|errors=2 warnings=0"),
                bench.printed());
    }

    @Test
    void aConfigurationThatIsWrongIsNoFinding() throws Exception {
        Files.writeString(bench.configuration, "nonsense: 1\n");
        assertEquals(3, bench.hamail("doctor"));
        assertEquals(3, bench.hamail("doctor", "--plugin"));
    }

    @Test
    void anUnknownLogicalHostIsAUsageError() {
        assertEquals(3, bench.hamail("doctor", "-l", "mail9"));
    }
}
