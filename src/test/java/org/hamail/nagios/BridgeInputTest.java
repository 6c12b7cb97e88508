package org.hamail.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hamail-bridge} between a core and an agent that say and do what they should not. */
@Timeout(120)
class BridgeInputTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path BRIDGE =
            Path.of(System.getProperty("basedir", ""), "plugins/hamail-bridge").toAbsolutePath();
    private static final String DAEMON = "check_mail_daemon";

    private static final int ROUNDS = 8;

    @TempDir
    private Path root;

    private ScriptedAgent agent;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        agent = new ScriptedAgent(root.resolve("agent.sock"));
        // each argument in brackets: what a shell makes of the words
        Path launcher = Files.writeString(
                root.resolve(DAEMON), "#!/bin/sh\nprintf '[%s]' \"$@\"\necho to standard error >&2\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(launcher, root.resolve("handle_mail_fault"));
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            List<ProcessHandle> commands = process.descendants().toList();
            process.destroyForcibly();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            commands.forEach(ProcessHandle::destroyForcibly);
        }
        agent.close();
    }

    /** Whichever way it goes, the program has the words that a shell gives it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-p imap -H mail1",
                "-p \"a b\" -u 'it'\"'\"'s'",
                "\"say \\\"x\\\" \\$HOME \\\\ \\a\"",
                "\"\\\\\nb\"",
                "a\\ b \\\\ \\'x",
                "'' \"\" x",
                "-u jürgen@exämple.org",
                "a=b --x=y a#b x~ [a] a!b",
                "~root",
                "$HOME `echo x` $(echo y)",
                "a{b,c} {x}",
                "a*b? [a-c]",
                "x # not this",
                "a\tb",
                "a >/dev/null; echo b",
                "x | sed s/x/y/",
                "a && echo b || echo c",
                "a\necho b",
                "'never closed",
                "end\\",
                "a^b %c @d +e ,f :g",
            })
    void theWordsAreThoseOfAShell(String words) throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            agent.says(given -> brackets(given.subList(1, given.size())));
            bridge();
            registered(core);
            String command = root.resolve(DAEMON) + " " + words;
            Map<String, String> answer = answer(core, 0, command);
            assertEquals(shell(command), answer.get("outstd"), () -> "by the agent: " + agent.asked);
        }
    }

    @Test
    void longCommandLineArrivesWhole() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            agent.says(given -> brackets(given.subList(1, given.size())));
            bridge();
            registered(core);
            String umlauts = "ä".repeat(7000);
            assertEquals(
                    "[" + umlauts + "]", answer(core, 0, DAEMON + " " + umlauts).get("outstd"));
            assertEquals("0", answer(core, 1, "").get("wait_status"));
            core.worker(DAEMON).send("job_id=2\0type=0\0timeout=60\0");
            assertEquals("2", next(core).get("job_id"));
            core.worker(DAEMON).send("nonsense\0\0=\0type=0\0");
            assertEquals("3", answer(core, 3, DAEMON + " -C x").get("job_id"));
        }
    }

    @Test
    void localRunHasStandardErrorAndSignal() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            bridge();
            registered(core);
            Map<String, String> answer = answer(core, 0, root.resolve(DAEMON) + " a | cat");
            assertEquals("[a]", answer.get("outstd"));
            assertEquals("to standard error\n", answer.get("outerr"));
            assertEquals("9", answer(core, 1, "kill -9 $$").get("wait_status"));
            assertEquals(
                    String.valueOf(127 << 8),
                    answer(core, 2, "no-such-program; exit 127").get("wait_status"));
        }
    }

    @Test
    void anAnswerHasNoZeroBytes() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            agent.says(words -> "DAEMON OK: a\0b\0wait_status=512\0\1\0\0\0c\n");
            bridge();
            registered(core);
            assertEquals(
                    "DAEMON OK: abwait_status=512\1c\n",
                    answer(core, 0, DAEMON + " -C x").get("outstd"));
            assertEquals("1", answer(core, 1, DAEMON + " -C x").get("job_id"));
        }
    }

    @Test
    void twoJobsOfOneServiceShareOneProbe() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            agent.holds(words -> true);
            bridge();
            registered(core);
            core.worker(DAEMON).job(4, DAEMON + " -C x");
            core.worker(DAEMON).job(5, DAEMON + " -C x");
            core.worker(DAEMON).job(6, DAEMON + " -C y");
            Eventually.get(PATIENCE, agent::held, count -> count == 2);
            agent.release();
            assertEquals(
                    List.of("4 DAEMON OK: x", "5 DAEMON OK: x", "6 DAEMON OK: y"),
                    List.of(next(core), next(core), next(core)).stream()
                            .map(one -> one.get("job_id") + " "
                                    + one.getOrDefault("outstd", "").strip())
                            .sorted()
                            .toList());
        }
    }

    /** Job numbers begin at 0 again: what was open belongs to nobody, but its probe is not begun anew. */
    @Test
    void newConnectionOfCoreJoinsOldProbe() throws Exception {
        agent.holds(words -> words.contains("slow"));
        bridge();
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            registered(core);
            core.worker(DAEMON).job(0, DAEMON + " -C slow");
            Eventually.get(PATIENCE, agent::held, count -> count == 1);
        }
        Files.delete(root.resolve("qh"));
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            registered(core);
            core.worker(DAEMON).job(0, DAEMON + " -C quick");
            assertEquals("DAEMON OK: quick\n", next(core).get("outstd"));
            core.worker(DAEMON).job(1, DAEMON + " -C slow");
            core.worker(DAEMON).job(2, DAEMON + " -C quick");
            assertEquals("2", next(core).get("job_id"));
            assertEquals(1, agent.held());
            agent.release();
            Map<String, String> late = next(core);
            assertEquals("1 DAEMON OK: slow\n", late.get("job_id") + " " + late.get("outstd"));
        }
    }

    @Test
    void handlerIsNeverJoinedAndOutlivesCore() throws Exception {
        agent.holds(words -> true);
        bridge();
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            registered(core);
            core.worker("handle_mail_fault").job(0, root + "/handle_mail_fault -l a");
            core.worker("handle_mail_fault").job(1, root + "/handle_mail_fault -l a");
            Eventually.get(PATIENCE, agent::held, count -> count == 2);
        }
        Path told = root.resolve("told");
        Files.writeString(root.resolve("handle_mail_fault"), "#!/bin/sh\necho \"$*\" >>" + told + "\n");
        agent.close(); // what it had begun is run here, though the core has forgotten it
        Eventually.get(
                PATIENCE,
                () -> Files.exists(told) ? Files.readAllLines(told) : List.of(),
                lines -> lines.equals(List.of("-l a", "-l a")));
    }

    /**
     * What the core had handed over and nobody read: it waits 11 minutes for that, also where the check before was late. Another
     * word than that of the check may be one that it does not take.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatIsNotHandedOverInItsTimeIsAskedFor(int words) throws Exception {
        double now = System.currentTimeMillis() / 1000.0;
        Files.writeString(
                root.resolve("bridge.state"),
                String.format(Locale.ROOT, """
                        =%1$.3f 20.000 0 mail1;lost
                        =%1$.3f 20.000 0 mail1;there
                        =%1$.3f 900.000 0 mail1;later
                        =%2$.3f 60.000 1 mail1;gone
                        """, now, now - Duration.ofDays(8).toSeconds()));
        Process commands = new ProcessBuilder(
                        "/bin/sh", "-c", "mkfifo cmd && exec 3<>cmd && touch ready && exec cat <&3 >commands")
                .directory(root.toFile())
                .start();
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            core.refused = words == 2 ? core.refused : root + "/" + DAEMON;
            Eventually.get(PATIENCE, () -> Files.exists(root.resolve("ready")), there -> there);
            processes.add(BridgeProcess.start(
                    BRIDGE,
                    root,
                    "--query-socket=" + root + "/qh",
                    "--agent-socket=" + root + "/agent.sock",
                    "--plugins=" + root,
                    "--programs=" + DAEMON,
                    "--command-file=" + root + "/cmd"));
            registered(core, words);
            assertEquals("", Files.readString(root.resolve("commands")));
            core.worker(DAEMON).job(0, DAEMON + " --service \"mail1;there\" -C x");
            String asked = Eventually.get(
                    PATIENCE, () -> Files.readString(root.resolve("commands")), text -> text.endsWith("\n"));
            assertTrue(asked.matches("\\[\\d+] SCHEDULE_SVC_CHECK;mail1;lost;\\d+\n"), asked);
        } finally {
            commands.destroyForcibly();
        }
    }

    /** Files of that bridge have at most 512 bytes, as on a disk that is full, until there is room again. */
    @Test
    void stateIsReplacedOnlyByWholeOne() throws Exception {
        var old = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            old.append("=" + System.currentTimeMillis() / 1000
                            + ".000 60.000 0 mail1;a service with a name as long as this one, ")
                    .append(i)
                    .append('\n');
        }
        Files.writeString(root.resolve("bridge.state"), old.toString());
        Path limited = root.resolve("limited");
        Files.writeString(limited, "#!/bin/sh\ntrap '' XFSZ\nulimit -S -f 1\nexec " + BRIDGE + " \"$@\"\n");
        assertTrue(limited.toFile().setExecutable(true));
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            Process bridge = bridge(limited, DAEMON);
            registered(core, 2);
            assertTrue(!answer(core, 1, DAEMON + " --service \"mail1;another one\"")
                    .isEmpty());
            assertEquals(old.toString(), Files.readString(root.resolve("bridge.state")));
            shell("prlimit --fsize=unlimited --pid " + bridge.pid());
            Eventually.get(
                    PATIENCE,
                    () -> Files.readString(root.resolve("bridge.state")),
                    text -> text.contains("mail1;another one\n"));
        }
    }

    /** A check that was late once does not make the time to the next one longer than twice the one before. */
    @Test
    void oneLateCheckIsNoLongerInterval() throws Exception {
        double now = System.currentTimeMillis() / 1000.0;
        Files.writeString(
                root.resolve("bridge.state"), String.format(Locale.ROOT, "=%.3f 2.000 0 mail1;late\n", now - 300));
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            bridge();
            registered(core);
            core.worker(DAEMON).job(0, DAEMON + " --service \"mail1;late\" -C x");
            next(core);
        }
        String state = Eventually.get(
                PATIENCE, () -> Files.readString(root.resolve("bridge.state")), text -> !text.contains(" 2.000 "));
        assertTrue(state.matches("(?s)=\\d+\\.\\d+ 4\\.000 . mail1;late\n.*"), state);
    }

    @Test
    void handlerDoesNotWaitForProbesThatHang() throws Exception {
        agent.close();
        Files.writeString(root.resolve(DAEMON), "#!/bin/sh\nexec sleep 600\n");
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            bridge();
            registered(core);
            for (int i = 0; i < 40; i++) {
                core.worker(DAEMON).job(i, root.resolve(DAEMON) + " -t 600 -C x" + i);
            }
            core.worker("handle_mail_fault").job(7, root + "/handle_mail_fault -l a");
            assertEquals("[-l][a]", next(core).get("outstd"));
        }
    }

    /** Sixteen that start Java would take the processors from the core, and from an agent that starts again. */
    @Test
    void checksThatRunHereComeBehindCoreAndWhatActs() throws Exception {
        agent.close();
        for (String program : List.of(DAEMON, "check_mail_ha", "handle_mail_fault")) {
            Files.deleteIfExists(root.resolve(program));
            Path launcher = Files.writeString(root.resolve(program), "#!/bin/sh\nexec nice\n"); // which says its own
            Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        String ours = shell("nice");
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            bridge(DAEMON, "check_mail_ha", "handle_mail_fault");
            registered(core, 6);
            String behind = Math.min(19, Integer.parseInt(ours.strip()) + 5) + "\n";
            assertEquals(behind, answer(core, DAEMON));
            assertEquals(ours, answer(core, "check_mail_ha"));
            assertEquals(ours, answer(core, "handle_mail_fault"));
        }
    }

    private String answer(ScriptedCore core, String program) throws Exception {
        core.worker(program).job(0, root.resolve(program) + " -l a");
        return next(core).getOrDefault("outstd", "");
    }

    /** A program of one's own is ended at the core's limit, and the bridge does not wait for it. */
    @Test
    void aCommandThatTakesTooLongIsEnded() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            bridge();
            registered(core);
            core.worker(DAEMON).job(0, "sleep 600; echo " + DAEMON, 1);
            Map<String, String> answer = next(core);
            assertEquals("0 62", answer.get("exited_ok") + " " + answer.get("error_code"));
        }
    }

    @Test
    void lateOrSilentQuerySocketIsWaitedFor() throws Exception {
        Process bridge = bridge();
        try (var core = new ScriptedCore(root.resolve("qh"), "")) {
            Eventually.get(PATIENCE, () -> core.workers.size(), count -> count == 4);
            assertFalse(status().contains("\"registered\": 1"), status());
            core.greet();
            Eventually.get(PATIENCE, this::status, text -> text.contains("\"registered\": 1"));
            assertEquals(4, core.workers.size());
            assertEquals("DAEMON OK: x\n", answer(core, 0, DAEMON + " -C x").get("outstd"));
        }
        assertTrue(bridge.isAlive());
    }

    /** Until then the next core would begin its checks by itself. */
    @Test
    void endOfCoreIsSeenThoughProcessOfItKeepsConnections() throws Exception {
        Process core = coreWithChild("");
        bridge();
        String child = Objects.requireNonNull(
                core.inputReader(StandardCharsets.US_ASCII).readLine());
        try {
            Eventually.get(
                    PATIENCE,
                    this::status,
                    text -> text.contains("\"registered\": 1") && !text.contains("\"registered\": null"));
            core.destroyForcibly().waitFor();
            Eventually.get(PATIENCE, this::status, text -> text.contains("\"registered\": null"));
        } finally {
            ProcessHandle.of(Long.parseLong(child)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** More than one read takes: the bridge stood still, and sees jobs and the end of the core at once. */
    @Test
    void handlersThatCoreWroteBeforeItsEndAreRun() throws Exception {
        Process core = coreWithChild("""
                <STDIN>;
                for (1 .. 40) {
                    my $job = "job_id=$_\\0type=2\\0command=handle_mail_fault -l a$_\\0timeout=60\\0env=A=" . 'x' x 8000 . "\\0";
                    syswrite $handlers, "$job\\1\\0\\0\\0" or die $!;
                }
                print "written\\n";
                """);
        agent.holds(words -> true);
        Process bridge = bridge();
        var said = core.inputReader(StandardCharsets.US_ASCII);
        String child = Objects.requireNonNull(said.readLine());
        try {
            Eventually.get(PATIENCE, this::status, text -> !text.contains("\"registered\": null") && !text.isEmpty());
            BridgedNagios.signal("STOP", bridge.pid());
            core.outputWriter().append('\n').flush();
            assertEquals("written", said.readLine());
            core.destroyForcibly().waitFor();
            BridgedNagios.signal("CONT", bridge.pid());
            assertEquals(40, Eventually.get(PATIENCE, agent::held, count -> count == 40));
        } finally {
            ProcessHandle.of(Long.parseLong(child)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** What a bridge that is ended has not read yet, or not begun for want of a place, is still recorded. */
    @Test
    void endedBridgeBeginsEventHandlersThatCoreHadWritten() throws Exception {
        agent.close();
        Path told = root.resolve("told");
        Files.writeString(root.resolve("handle_mail_fault"), "#!/bin/sh\necho \"$*\" >>" + told + "\n");
        String environment = "env=A=" + "x".repeat(8000) + "\0";
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            Process bridge = bridge();
            registered(core);
            BridgedNagios.signal("STOP", bridge.pid());
            var handlers = core.worker("handle_mail_fault");
            handlers.channel().setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
            String command = "command=" + root + "/handle_mail_fault -l a\0timeout=60\0" + environment;
            for (int i = 0; i < 40; i++) {
                handlers.send("job_id=" + i + "\0type=2\0" + command);
            }
            BridgedNagios.signal("TERM", bridge.pid());
            BridgedNagios.signal("CONT", bridge.pid());
            assertTrue(bridge.waitFor(60, TimeUnit.SECONDS));
            Eventually.get(
                    PATIENCE,
                    () -> Files.exists(told) ? Files.readAllLines(told).size() : 0,
                    lines -> lines == 40);
        }
    }

    /** An agent that has been asked may be stopped, or say after the bridge's end that it cannot. */
    @Test
    void endedBridgeBeginsEventHandlersThatAgentHasNotAnswered() throws Exception {
        agent.holds(words -> true);
        Path told = root.resolve("told");
        Files.writeString(root.resolve("handle_mail_fault"), "#!/bin/sh\necho \"$*\" >>" + told + "\n");
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            Process bridge = bridge();
            registered(core);
            for (int i = 0; i < 20; i++) {
                core.worker("handle_mail_fault").job(i, root + "/handle_mail_fault -l a");
            }
            Eventually.get(PATIENCE, agent::held, count -> count == 20);
            BridgedNagios.signal("TERM", bridge.pid());
            assertTrue(bridge.waitFor(60, TimeUnit.SECONDS));
            Eventually.get(
                    PATIENCE,
                    () -> Files.exists(told) ? Files.readAllLines(told).size() : 0,
                    lines -> lines == 20);
        }
    }

    /** A killed core leaves a process behind that keeps connections and takes new ones, while the next core begins its checks. */
    @Test
    void newCoreIsFoundAtOnceThoughOldSocketStillTakesConnections() throws Exception {
        var cores = new ArrayList<ScriptedCore>();
        try {
            cores.add(new ScriptedCore(root.resolve("qh"), "OK\0"));
            bridge();
            registered(cores.get(0));
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS; i++) {
                ScriptedCore.Worker before = cores.get(i).worker(DAEMON);
                Files.delete(root.resolve("qh"));
                var next = new ScriptedCore(root.resolve("qh"), i % 2 == 0 ? "" : "OK\0");
                before.channel().close(); // this one was not inherited
                cores.add(next);
                registered(next);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.compareTo(PATIENCE) < 0, took::toString);
        } finally {
            for (ScriptedCore core : cores) {
                core.close();
            }
        }
    }

    @Test
    void serverThatIsNoCoreIsNamedOnce() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "404: no such handler\0")) {
            bridge();
            Eventually.get(
                    PATIENCE, this::log, text -> text.contains("does not take handle_mail_fault: '404: no such"));
            Eventually.get(PATIENCE, core.asked::get, count -> count > 4); // it asks again, as a core may start late
            assertEquals(log().lines().distinct().count(), log().lines().count(), log());
        }
        Files.delete(root.resolve("qh"));
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            registered(core);
        }
    }

    /** The core gives each job to one of them; what they remember of open jobs is kept apart. */
    @Test
    void twoBridgesAtOnceAnswerEachJobOnce() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            bridge();
            bridge();
            Eventually.get(PATIENCE, () -> core.workers.size(), count -> count == 8);
            List<ScriptedCore.Worker> workers = core.workers.stream()
                    .filter(worker -> worker.registration().endsWith(";plugin=" + DAEMON))
                    .toList();
            for (int i = 0; i < 20; i++) {
                workers.get(i % 2).job(i / 2, DAEMON + " -C x" + i);
            }
            var outputs = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                outputs.add(next(core).get("outstd"));
            }
            assertEquals(20, outputs.stream().distinct().count(), outputs::toString);
            assertEquals(0, core.answers.size());
        }
    }

    /** On a busy machine each turn of the bridge may take more than a second. */
    @Test
    void silentAgentIsSilentForSlowBridge() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            Process bridge = bridge();
            registered(core);
            agent.silent(true);
            core.worker(DAEMON).job(0, root.resolve(DAEMON) + " -C x");
            for (int i = 0; i < 40 && core.answers.isEmpty(); i++) {
                BridgedNagios.signal("STOP", bridge.pid());
                Thread.sleep(1300);
                BridgedNagios.signal("CONT", bridge.pid());
                Thread.sleep(200);
            }
            assertEquals("[-C][x]", Objects.requireNonNull(core.answers.poll()).get("outstd"));
            assertTrue(log().contains("the agent is silent"), log());
        }
    }

    @Test
    void anAgentThatSaysNonsenseIsLeftAlone() throws Exception {
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            agent.holds(words -> words.contains("x"));
            bridge();
            registered(core);
            core.worker(DAEMON).job(0, root.resolve(DAEMON) + " -C x");
            Eventually.get(PATIENCE, agent::held, count -> count == 1);
            agent.raw((byte) 'H', (byte) 'T', (byte) 'T', (byte) 'P', (byte) '/');
            assertEquals("[-C][x]", next(core).get("outstd"));
            assertTrue(log().contains("the agent says what is no answer"), log());
        }
    }

    /** Whoever has named another socket than the core's sees that, and whoever waits for the core when it is there. */
    @Test
    void itSaysWhetherTheCoreIsThere() throws Exception {
        bridge();
        String socket = root.resolve("qh").toString();
        Eventually.get(
                PATIENCE,
                this::log,
                text -> text.contains(
                        "hamail-bridge: waiting for the core at " + socket + ": No such file or directory\n"));
        try (var core = new ScriptedCore(root.resolve("qh"), "OK\0")) {
            registered(core);
            Eventually.get(
                    PATIENCE,
                    this::log,
                    text -> text.contains("hamail-bridge: the core at " + socket
                            + " gives its jobs to hamail-bridge-check_mail_daemon, hamail-bridge-handle_mail_fault\n"));
        }
    }

    /** A core with four connections, and a child that keeps them when it is killed and whose number it prints; then does this. */
    private Process coreWithChild(String then) throws IOException {
        String program = """
                socket my $server, AF_UNIX, SOCK_STREAM, 0;
                bind $server, pack_sockaddr_un($ARGV[0]) and listen $server, 9 or die $!;
                my (@open, $handlers);
                for (1 .. 4) {
                    accept my $worker, $server or die $!;
                    sysread $worker, my $words, 1000;
                    syswrite $worker, "OK\\0";
                    push @open, $worker;
                    $handlers = $worker if $words =~ /handle_mail_fault/;
                }
                setsockopt $handlers, SOL_SOCKET, SO_SNDBUF, 1 << 20;
                my $child = fork // die $!;
                if ($child) { $| = 1; print "$child\\n" } else { sleep 600; exit }
                """ + then + "sleep 600;\n";
        Process core = new ProcessBuilder("/usr/bin/perl", "-MSocket", "-e", program, root + "/qh").start();
        processes.add(core);
        return core;
    }

    private Process bridge() throws IOException {
        return bridge(DAEMON, "handle_mail_fault");
    }

    private Process bridge(String... programs) throws IOException {
        return bridge(BRIDGE, programs);
    }

    private Process bridge(Path program, String... programs) throws IOException {
        Process bridge = BridgeProcess.start(
                program,
                root,
                "--query-socket=" + root + "/qh",
                "--agent-socket=" + root + "/agent.sock",
                "--plugins=" + root,
                "--programs=" + String.join(",", programs));
        processes.add(bridge);
        Eventually.get(
                PATIENCE,
                this::log,
                text -> text.contains("the agent answers") || !Files.exists(root.resolve("agent.sock")));
        return bridge;
    }

    private static void registered(ScriptedCore core) {
        registered(core, 4);
    }

    /** Each of the words, two for a program: one may have come twice, where the socket was replaced between two looks of the bridge. */
    private static void registered(ScriptedCore core, int words) {
        Eventually.get(
                PATIENCE,
                () -> core.workers.stream()
                        .map(ScriptedCore.Worker::registration)
                        .distinct()
                        .count(),
                count -> count == words);
    }

    private static Map<String, String> answer(ScriptedCore core, int id, String command) throws Exception {
        core.worker(DAEMON).job(id, command);
        return next(core);
    }

    private static Map<String, String> next(ScriptedCore core) throws InterruptedException {
        Map<String, String> answer = core.answers.poll(60, TimeUnit.SECONDS);
        return answer == null ? Map.of() : answer;
    }

    private String status() throws IOException {
        return Files.exists(root.resolve("bridge.json")) ? Files.readString(root.resolve("bridge.json")) : "";
    }

    private String log() throws IOException {
        return Files.exists(root.resolve("bridge.log")) ? Files.readString(root.resolve("bridge.log")) : "";
    }

    private static String brackets(List<String> words) {
        var text = new StringBuilder();
        words.forEach(word -> text.append('[').append(word).append(']'));
        return text.toString();
    }

    private static String shell(String command) throws IOException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
