package org.hamail.recovery.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Node;
import org.hamail.model.Placeholders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A restart by the server's own stop and start. */
class NoEngineTest {
    @TempDir
    Path directory;

    private NoEngine engine(List<String> stop, List<String> start) {
        return new NoEngine(
                new Node("box", Optional.empty()),
                new NoEngine.ProfileTemplates(List.of(), stop, start),
                Placeholders.none(),
                Duration.ofSeconds(20));
    }

    private List<String> script(String name, int code) {
        String line = "echo " + name + " >>" + directory.resolve("ran") + "; echo " + name + " said; exit " + code;
        return List.of("sh", "-c", line);
    }

    private List<String> ran() throws Exception {
        Path file = directory.resolve("ran");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, DONE",
        "1, 0, DONE",
        "0, 1, INDETERMINATE",
        "1, 1, FAILED",
        "0, 2, INDETERMINATE",
        "1, 2, INDETERMINATE"
    })
    void whatWasNotRunningIsStarted(int stop, int start, ActionResult.End end) throws Exception {
        ActionResult result =
                engine(script("stop", stop), script("start", start)).restart("all");
        assertEquals(end, result.end(), result.detail());
        assertEquals(List.of("stop", "start"), ran());
        assertTrue(result.detail().contains("start said"), result.detail());
        assertEquals(stop == 1, result.detail().contains("the stop command on box exited with 1: stop said"));
    }

    @Test
    void indeterminateStopIsNotFollowedByStart() throws Exception {
        ActionResult result = engine(script("stop", 2), script("start", 0)).restart("all");
        assertEquals(ActionResult.End.INDETERMINATE, result.end());
        assertEquals(List.of("stop"), ran());
    }

    @Test
    void missingStopIsNotFollowedByStart() throws Exception {
        String missing = directory.resolve("missing").toString();
        for (List<String> stop : List.of(List.of(missing), List.<String>of())) {
            ActionResult result = engine(stop, script("start", 0)).restart("all");
            assertEquals(ActionResult.End.FAILED, result.end());
            assertEquals(List.of(), ran());
        }
    }

    /** Where the reason is shown it has 200 bytes: what was in the way of the start is what must be corrected. */
    @Test
    void reasonOfTheStartStandsBeforeThatOfTheStop() {
        List<String> talkative = List.of("sh", "-c", "head -c 5000 /dev/zero | tr '\\0' x; exit 1");
        String detail = engine(talkative, script("start", 1)).restart("all").detail();
        assertTrue(
                detail.startsWith("the start command on box exited with 1: start said;"
                        + " before it, the stop command on box exited with 1: xxx"),
                detail);
        assertTrue(detail.length() < 1000, detail);
    }

    @Test
    void reasonOfTheStopIsKeptBehindLongOneOfTheStart() {
        List<String> talkative = List.of("sh", "-c", "head -c 5000 /dev/zero | tr '\\0' x; exit 1");
        String detail = engine(script("stop", 1), talkative).restart("all").detail();
        assertTrue(detail.indexOf("stop said") < 2000, detail);
    }
}
