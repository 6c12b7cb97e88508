package org.hamail.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the state directory has the same mode whoever made it: a process of its own, for a umask belongs to one. */
class FileModesTest {
    @TempDir
    Path folder = Path.of("/nonexistent");

    private Process run(String umask, String... words) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder("sh", "-c", "umask " + umask + "; exec \"$0\" \"$@\"", java, "-cp");
        builder.command().add(System.getProperty("java.class.path"));
        builder.command().add(Hamail.class.getName());
        builder.command().addAll(List.of(words));
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void umaskOfVerbNeitherClosesNorOpensAnything() throws Exception {
        for (String umask : new String[] {"077", "000"}) {
            Path own = Files.createDirectory(folder.resolve("umask-" + umask));
            Bench bench = new Bench(own).prepare();
            for (String verb : new String[] {"pause", "restart"}) {
                Process hamail = run(umask, verb, "--config=" + bench.configuration);
                String said = new String(hamail.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                hamail.waitFor();
                assertTrue(said.startsWith("hamail mail1: "), said);
            }
            Map<String, String> modes = new TreeMap<>();
            try (var files = Files.walk(bench.stateDir)) {
                for (Path file : files.toList()) {
                    modes.put(
                            own.relativize(file).toString(),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
            assertEquals(
                    "{state=rwxr-x---, state/mail1=rwxr-x---, state/mail1/journal.jsonl=rw-r-----,"
                            + " state/mail1/journal.lock=rw-------, state/mail1/operator.lock=rw-------,"
                            + " state/mail1/service.json=rw-r-----,"
                            + " state/mail1/worker.lock=rw-------, state/storm.jsonl=rw-r-----,"
                            + " state/storm.lock=rw-------}",
                    modes.toString());
        }
    }
}
