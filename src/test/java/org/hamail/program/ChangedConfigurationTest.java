package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration is changed while the worker asks the engine. */
class ChangedConfigurationTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    @ParameterizedTest
    @ValueSource(strings = {"sed -i 's/policy: {/policy: {mode: log-only, /'", "rm -f"})
    void theNextStepIsLeftToAnotherWorker(String change) throws Exception {
        Bench bench = new Bench(directory).prepare();
        bench.script("if [ $1 = status ]; then " + change + " " + bench.configuration + "; echo '" + bench.status
                + "'; else echo \"$@\" >>" + directory + "/deeds; fi");
        assertEquals(0, bench.tell(), bench::printed);
        assertEquals(List.of(), bench.deeds());
        assertEquals(1, bench.successors);
    }

    @Test
    void reconcilingWorkerIsFollowedByReconcilingOne() throws Exception {
        Bench bench = new Bench(directory).prepare();
        bench.script("echo '#' >>" + bench.configuration + "; echo '" + bench.status + "'");
        assertEquals(0, bench.tell(), bench::printed);
        assertEquals(0, bench.work("--reconcile"), bench::printed);
        assertEquals(List.of(1, 1), List.of(bench.successors, bench.reconciles));
    }
}
