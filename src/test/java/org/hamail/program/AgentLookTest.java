package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.io.FileLock;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Site;
import org.hamail.site.ObservedSite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent does about faults that stand. */
class AgentLookTest {
    @TempDir
    static Path directory = Path.of("/nonexistent");

    private final List<String> notes = new ArrayList<>();
    private Bench bench;
    private int started;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    private AgentLook look(Handler.WorkerStarter starter) throws Exception {
        HamailConfig config = ConfigLoader.load(bench.configuration);
        Site site = ObservedSite.of(config, config.logicalHost("mail1").orElseThrow());
        return new AgentLook(site, starter, notes::add);
    }

    @Test
    void workerIsStartedWhereDueAndMissing() throws Exception {
        AgentLook look = look(() -> started++);
        look.again();
        bench.hamail("pause");
        bench.tell();
        look.again();
        assertEquals(0, started, "nothing stands, or a person holds it");
        bench.hamail("resume");
        try (FileLock worker = FileLock.take(bench.stateDir.resolve("mail1/worker.lock"), Duration.ZERO)
                .orElseThrow()) {
            assertNotNull(worker);
            look.again();
            assertEquals(0, started, "somebody is there");
        }
        look.again();
        assertEquals(1, started);
    }

    @Test
    void noSecondWorkerStartsWhileFirstIsStarting() throws Exception {
        bench.hamail("pause");
        bench.tell();
        bench.hamail("resume");
        boolean[] starting = {true};
        AgentLook look = look(new Handler.WorkerStarter() {
            @Override
            public void start() {
                started++;
            }

            @Override
            public boolean isStarting() {
                return started > 0 && starting[0];
            }
        });
        look.again();
        look.again();
        assertEquals(1, started);
        starting[0] = false;
        look.again();
        assertEquals(2, started, "the one before has ended and done nothing");
    }

    @Test
    void troubleIsToldOnceAndEndsNothing() throws Exception {
        bench.hamail("pause");
        bench.tell();
        bench.hamail("resume");
        AgentLook look = look(() -> {
            throw new IOException("no java");
        });
        look.again();
        look.again();
        assertEquals(List.of("reconcile mail1: no java"), notes);
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("imapd", "smtpd") + "\n");
        look.again();
        look.again();
        assertEquals(2, notes.size(), notes::toString);
        assertTrue(notes.get(1).contains("the journal is broken"), notes::toString);
    }
}
