package org.hamail.recovery.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.model.ClusterView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandEngineTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory = Path.of("/nonexistent");

    @Test
    void aStatusLineBecomesAView() throws Exception {
        ClusterView view = engine("echo active=phys-a state=running eligible=phys-a,phys-b,stranger", LONG)
                .status();
        assertEquals(
                new ClusterView(
                        Optional.of("phys-a"), ClusterView.State.RUNNING, List.of("phys-b"), true, Optional.empty()),
                view);
    }

    @Test
    void activeAndEligibleMayBeEmpty() throws Exception {
        ClusterView view =
                engine("echo 'active= state=stopped eligible='", LONG).status();
        assertEquals(Optional.empty(), view.active());
        assertEquals(List.of(), view.eligible());
    }

    @Test
    void warningsOfStatusCommandAreIgnored() throws Exception {
        String warns = "echo 'Warning: Permanently added phys-a' >&2; echo active=phys-a state=running eligible=phys-b";
        assertEquals(Optional.of("phys-a"), engine(warns, LONG).status().active());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "echo active=phys-a state=running eligible=phys-b >&2",
                "echo",
                "echo nonsense",
                "echo active=phys-a state=running",
                "echo active=phys-a state=running eligible= more=1",
                "echo active=phys-a active=phys-b state=running eligible=",
                "echo active=phys-a state=fine eligible=",
                "echo active=phys-c state=running eligible=",
                "echo active= state=running eligible=phys-b",
                "echo active=phys-a state=running eligible=; echo again",
                "echo active=phys-a state=RUNNING eligible=",
                "echo active=phys-a state=running eligible=; exit 1",
                "echo active=phys-a state=running eligible=; kill -9 $$",
                "head -c 3000000 /dev/zero | tr '\\0' x",
            })
    void aStatusThatIsNotOneLineOfTheContractIsSilence(String script) {
        EngineUnavailable silent =
                assertThrows(EngineUnavailable.class, () -> engine(script, LONG).status());
        assertFalse(String.valueOf(silent.getMessage()).isBlank());
        assertTrue(String.valueOf(silent.getMessage()).length() < 300, silent.getMessage());
    }

    @Test
    void hangingStatusIsSilenceAndItsSessionEnds() throws Exception {
        Path pid = directory.resolve("pid");
        CommandEngine engine = engine("(sleep 600 & echo $! >" + pid + "; wait)", Duration.ofMillis(1500));
        assertThrows(EngineUnavailable.class, engine::status);
        long child = Long.parseLong(Files.readString(pid).strip());
        assertFalse(ProcessHandle.of(child).map(CommandEngineTest::runs).orElse(false));
    }

    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent(); // a zombie that nobody reaps has no command
    }

    @ParameterizedTest
    @CsvSource({"0,DONE", "1,FAILED", "2,INDETERMINATE", "3,INDETERMINATE", "127,INDETERMINATE", "255,INDETERMINATE"})
    void exitCodesMeanWhatTheContractSays(int code, ActionResult.End end) throws Exception {
        ActionResult result = engine("echo said $1 $3; exit " + code, LONG).restart("imapd");
        assertEquals(end, result.end());
        assertTrue(result.detail().contains("said restart imapd"), result.detail());
    }

    @Test
    void aCommandThatHangsIsIndeterminate() throws Exception {
        ActionResult result =
                engine("echo before; sleep 600", Duration.ofMillis(1500)).move("phys-a", "phys-b");
        assertEquals(ActionResult.End.INDETERMINATE, result.end());
        assertTrue(result.detail().contains("before"), result.detail());
    }

    /** sudo hands this request on to its program, and could not hand on a kill. */
    @Test
    void commandIsTerminatedBeforeItIsKilled() throws Exception {
        Path asked = directory.resolve("asked");
        String script = "trap 'echo asked >" + asked + "; exit 1' TERM; while :; do sleep 0.1; done";
        ActionResult result = engine(script, Duration.ofMillis(1500)).restart("all");
        assertTrue(result.detail().startsWith("the restart command was ended after 1 s"), result.detail());
        assertEquals(ActionResult.End.INDETERMINATE, result.end());
        assertTrue(Files.exists(asked));
    }

    /** What has left the session and the parent is found all the same, when it was a child at the time limit. */
    @Test
    void separateSessionIsEndedToo() throws Exception {
        Path pid = directory.resolve("pid");
        engine("setsid sleep 600 & echo $! >" + pid + "; wait", Duration.ofMillis(1500))
                .restart("all");
        long child = Long.parseLong(Files.readString(pid).strip());
        assertFalse(ProcessHandle.of(child).map(CommandEngineTest::runs).orElse(false));
    }

    @Test
    void aCommandThatIsMissingHasChangedNothing() {
        var words = List.of(directory.resolve("missing").toString());
        var engine = new CommandEngine(
                "mail1",
                List.of("phys-a", "phys-b"),
                new CommandEngine.Templates(words, words, words, words, List.of()),
                LONG);
        assertEquals(ActionResult.End.FAILED, engine.restart("all").end());
        assertEquals(ActionResult.End.FAILED, engine.start().end());
        assertThrows(EngineUnavailable.class, engine::status);
    }

    /** As with a machine that has no process left: the system starts nothing, whatever the command is. */
    @Test
    void commandNotStartedWasNotTried() throws Exception {
        ActionResult result = engine("exit 0", LONG).restart("x".repeat(1 << 20));
        assertEquals(ActionResult.End.NOT_TRIED, result.end(), result.detail());
        assertTrue(result.detail().startsWith("the restart command cannot be started: "), result.detail());
    }

    @Test
    void wordsAreNeverReadByAShell() throws Exception {
        ActionResult result = engine("printf '<%s>' \"$@\"", LONG).move("a; touch x", "$(id) '\"");
        assertEquals("the move command exited with 0: <move><mail1><a; touch x><$(id) '\">", result.detail());
    }

    @Test
    void restartMayNameItsNode() {
        var echo = List.of("/bin/echo", "{daemon}", "{from}");
        var engine = new CommandEngine(
                "mail1", List.of("phys-a"), new CommandEngine.Templates(echo, echo, echo, echo, echo), LONG);
        assertEquals(
                "the restart command exited with 0: imapd phys-a",
                engine.restart("imapd", "phys-a").detail());
    }

    @Test
    void ofMegabytesOnlyTheBeginningIsKept() throws Exception {
        ActionResult result =
                engine("head -c 3000000 /dev/zero | tr '\\0' x", LONG).stop();
        assertEquals(ActionResult.End.DONE, result.end());
        assertTrue(result.detail().length() <= Command.OUTPUT_LIMIT + 100);
    }

    @Test
    void standardInputIsEmpty() throws Exception {
        assertEquals(
                ActionResult.End.DONE,
                engine("test -z \"$(cat)\"", LONG).start().end());
    }

    @Test
    void daemonHoldingOutputDoesNotBlockCommand() throws Exception {
        Path pid = directory.resolve("pid");
        ActionResult result = engine("setsid sleep 600 & echo $! >" + pid, LONG).start();
        assertEquals(ActionResult.End.DONE, result.end());
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aCommandThatOutlivedItsWorkerMeansMoving() throws Exception {
        CommandEngine engine = engine(
                "if [ $1 = status ]; then echo active=phys-a state=running eligible=phys-b; else sleep 600; fi", LONG);
        Process outliving =
                new ProcessBuilder(directory.resolve("engine").toString(), "restart", "mail1", "all").start();
        try {
            assertEquals(ClusterView.State.MOVING, engine.status().state());
        } finally {
            outliving.descendants().forEach(ProcessHandle::destroyForcibly);
            outliving.destroyForcibly().waitFor();
        }
        assertEquals(ClusterView.State.RUNNING, engine.status().state());
    }

    private CommandEngine engine(String script, Duration timeout) throws IOException {
        Path file = directory.resolve("engine");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        String command = file.toString();
        return new CommandEngine(
                "mail1",
                List.of("phys-a", "phys-b"),
                new CommandEngine.Templates(
                        List.of(command, "status", "{logical_host}"),
                        List.of(command, "restart", "{logical_host}", "{daemon}"),
                        List.of(command, "move", "{logical_host}", "{from}", "{to}"),
                        List.of(command, "stop", "{logical_host}"),
                        List.of(command, "start", "{logical_host}")),
                timeout);
    }
}
