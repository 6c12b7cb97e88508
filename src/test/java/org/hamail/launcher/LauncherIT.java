package org.hamail.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.hamail.support.Eventually;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherIT {
    @TempDir
    static Path folder;

    private static InstalledTree tree;

    @BeforeAll
    static void install() throws IOException {
        tree = new InstalledTree(folder);
    }

    static Stream<Path> javas() throws IOException {
        return Javas.all();
    }

    static Collection<String> programs() {
        return InstalledTree.PROGRAMS.keySet();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void exitCodeAndOutputAreThoseOfProgram(Path java) throws Exception {
        for (int code = 0; code <= 3; code++) {
            assertEquals(
                    code,
                    call("exit", "" + code).with("HAMAIL_JAVA", java).end().code());
        }
        assertEquals(
                new Call.End(0, "served\n", ""),
                call("say", "served").with("HAMAIL_JAVA", java).end());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramIsStartedByItsLauncher(String program) throws Exception {
        assertEquals(new Call.End(0, "here\n", ""), new Call(tree.launcher(program), "say", "here").end());
    }

    @ParameterizedTest(name = "{0} says {1}")
    @CsvSource({
        "check_mail_daemon, DAEMON",
        "check_mail_protocol, MAIL",
        "check_mail_directory, DIRECTORY",
        "check_mail_ha, HA",
        "handle_mail_fault, hamail",
        "hamail, hamail",
        "hamail-agent, hamail-agent"
    })
    void failureOfTheJvmHasTheLabelOfTheProgram(String program, String label) throws Exception {
        assertUnknown(label, new Call(tree.launcher(program), "die", "1").end());
    }

    @ParameterizedTest
    @CsvSource({
        "-P pop,POP3",
        "-Pimap,IMAP",
        "--protocol smtp,SMTP",
        "--protocol=http,HTTP",
        "-P lmtp,LMTP",
        "-P sieve,SIEVE",
        "-P x,MAIL",
        "-P,MAIL"
    })
    void failureOfTheJvmIsLabelledWithTheProtocol(String words, String label) throws Exception {
        assertUnknown(label, call(("die 1 " + words).split(" ")).end());
    }

    /** 100 to 103 are codes of the program; all others, those that look like states too, come from the JVM. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 99, 104, 134, 255})
    void exitCodesOfAJvmThatEndedByItselfAreUnknown(int code) throws Exception {
        assertUnknown("MAIL", call("die", "" + code).end());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void failuresOfTheJvmAreUnknown(Path java) throws Exception {
        for (String what : new String[] {"throw", "static", "fill"}) {
            assertUnknown("MAIL", call(what).with("HAMAIL_JAVA", java).end());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/true", "/bin/false", "/", "/nowhere/java", "/etc/passwd"})
    void javaThatIsNoneIsUnknown(String java) throws Exception {
        assertUnknown("MAIL", call("exit", "0").with("HAMAIL_JAVA", java).end());
        assertUnknown(
                "IMAP",
                call("exit", "0", "-P", "imap").with("HAMAIL_JAVA", java).end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "truncated", "garbage", "folder"})
    void jarThatIsNoneIsUnknown(String damage, @TempDir Path place) throws Exception {
        var broken = new InstalledTree(place);
        Path jar = broken.jarOf("check_mail_ha");
        byte[] bytes = Files.readAllBytes(jar);
        Files.delete(jar);
        switch (damage) {
            case "empty" -> Files.createFile(jar);
            case "truncated" -> Files.write(jar, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            case "garbage" -> Files.writeString(jar, "no jar");
            case "folder" -> Files.createDirectory(jar);
            default -> assertFalse(Files.exists(jar));
        }
        assertUnknown("HA", new Call(broken.launcher("check_mail_ha"), "exit", "0").end());
    }

    @Test
    void launcherWithoutItsOtherHalfIsUnknown(@TempDir Path place) throws Exception {
        Path alone = place.resolve("check_mail_ha");
        Files.copy(tree.launcher("check_mail_ha"), alone, StandardCopyOption.COPY_ATTRIBUTES);
        assertUnknown("HA", new Call(alone, "exit", "0").end());
    }

    @Test
    void javaIsFoundByJavaHomeOrPath() throws Exception {
        Path java = Javas.all().findFirst().orElseThrow();
        Path home = java.resolve("../..").normalize();
        assertEquals(
                1,
                call("exit", "1").with("PATH", "").with("JAVA_HOME", home).end().code());
        assertEquals(
                1,
                call("exit", "1")
                        .with("PATH", "/nowhere::" + home.resolve("bin"))
                        .end()
                        .code());
        assertEquals(
                1,
                call("exit", "1").without("PATH").with("JAVA_HOME", home).end().code());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void variablesThatChangeJavaHaveNoInfluence(Path java) throws Exception {
        Call call = call("where").with("HAMAIL_JAVA", java);
        for (String name : new String[] {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"}) {
            call.with(name, "-Dsample=1 -Duser.language=ar -Duser.country=EG");
        }
        call.with("_JAVA_LAUNCHER_DEBUG", "1").with("CLASSPATH", "/nowhere").with("LC_ALL", "ar_EG.UTF-8");
        Call.End end = call.end();
        assertTrue(end.out().matches("en\\S* [0-9]+ null null\n"), end.toString());
        assertEquals("", end.err());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void wordsArriveAsTheyAreInEveryLocale(Path java) throws Exception {
        String words = "grüße 日本 $HOME `id` \"a'b\" * \\n -- ;|&";
        for (String locale : new String[] {"C", "POSIX", "de_DE.UTF-8", "nonsense", ""}) {
            Call.End end = call("say", words)
                    .with("HAMAIL_JAVA", java)
                    .with("LC_ALL", locale)
                    .end();
            assertEquals(words + "\n", end.out(), locale);
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void standardInputArrives(String program) throws Exception {
        assertEquals(
                "input\n",
                new Call(tree.launcher(program), "read").reading("input").end().out());
    }

    @Test
    void linksAreFollowed(@TempDir Path place) throws Exception {
        Path first = Files.createSymbolicLink(place.resolve("first"), tree.launcher("check_mail_ha"));
        Path deep = Files.createDirectories(place.resolve("a b/c"));
        Path second = Files.createSymbolicLink(deep.resolve("second"), Path.of("../../first"));
        Path plugins = Files.createSymbolicLink(place.resolve("plugins"), tree.root.resolve("plugins"));
        assertEquals(2, new Call(first, "exit", "2").end().code());
        assertEquals(2, new Call(second, "exit", "2").end().code());
        assertEquals(2, new Call("./second", "exit", "2").in(deep).end().code());
        assertEquals(2, new Call("sh", "second", "exit", "2").in(deep).end().code());
        assertEquals(
                2, new Call(plugins.resolve("check_mail_ha"), "exit", "2").end().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"./check_mail_ha", "../plugins/check_mail_ha", "../plugins/../plugins/./check_mail_ha"})
    void relativeCallsWork(String launcher) throws Exception {
        assertEquals(
                2,
                new Call(launcher, "exit", "2")
                        .in(tree.root.resolve("plugins"))
                        .end()
                        .code());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void workingDirectoryMayBeGone(Path java, @TempDir Path place) throws Exception {
        Path gone = Files.createDirectory(place.resolve("gone"));
        String script = "cd " + gone + " && rmdir " + gone + " && exec " + tree.launcher("check_mail_ha") + " exit 2";
        assertEquals(
                2, new Call("sh", "-c", script).with("HAMAIL_JAVA", java).end().code());
    }

    @ParameterizedTest
    @ValueSource(strings = {">&-", ">/dev/full", "<&-", "2>&-", "<&- >&- 2>&-"})
    void streamsThatAreClosedOrFullChangeNoExitCode(String redirections) throws Exception {
        String launcher = tree.launcher("check_mail_ha") + " exit 2 " + redirections;
        assertEquals(2, new Call("sh", "-c", launcher).end().code());
        String broken = "HAMAIL_JAVA=/bin/false " + tree.launcher("check_mail_ha") + " " + redirections;
        assertEquals(3, new Call("sh", "-c", broken).end().code());
    }

    @ParameterizedTest
    @CsvSource({"check_mail_ha, TERM", "check_mail_ha, INT", "check_mail_ha, HUP", "hamail, TERM"})
    void signalToTheLauncherEndsTheJvm(String program, String signal, @TempDir Path place) throws Exception {
        Path asleep = place.resolve("asleep");
        Call call = new Call(tree.launcher(program), "sleep", asleep.toString());
        Process launcher = call.start();
        Eventually.get(Duration.ofMinutes(2), () -> Files.exists(asleep), Boolean::booleanValue);
        var jvms = launcher.descendants().toList();
        assertEquals(1, jvms.size(), "nothing but java below the launcher");
        assertEquals(
                0, new Call("kill", "-" + signal, "" + launcher.pid()).end().code());
        Call.End end = call.end(launcher);
        assertFalse(jvms.get(0).isAlive(), "the JVM lives on");
        assertEquals(3, end.code());
        assertTrue(end.out().matches("\\S+ UNKNOWN \\[internal\\]: .*\n"), end.toString());
    }

    @Test
    void jvmThatIsKilledIsUnknown(@TempDir Path place) throws Exception {
        Path asleep = place.resolve("asleep");
        Call call = call("sleep", asleep.toString(), "-P", "imap");
        Process launcher = call.start();
        Eventually.get(Duration.ofMinutes(2), () -> Files.exists(asleep), Boolean::booleanValue);
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        Call.End end = call.end(launcher);
        assertEquals(3, end.code());
        assertTrue(end.out().startsWith("IMAP UNKNOWN [internal]: java was ended by signal 9"), end.toString());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void jvmOutputBeforeFailureFollowsStatus(String program, @TempDir Path place) throws Exception {
        if (program.equals("hamail-agent")) {
            return; // it prints its notes as they come
        }
        Path java = script(place, "echo 'Error occurred during initialization of VM | [absent]'; echo more; exit 1");
        Call.End end = new Call(tree.launcher(program), "exit", "0")
                .with("HAMAIL_JAVA", java)
                .end();
        assertEquals(3, end.code());
        assertTrue(
                end.out().matches("\\S+ UNKNOWN \\[internal\\]: java failed .* initialization of VM .*more\n"),
                end.out());
        assertEquals(end.out().length() - 1, end.out().indexOf('\n'), "one line: " + end);
    }

    @Test
    void longOutputIsPrintedWhole() throws Exception {
        String words = "a b  c\\d\n\n\t e".repeat(10_000);
        assertEquals(words + "\n", call("say", words).end().out());
    }

    @Test
    void aReaderThatLeavesChangesNoExitCode() throws Exception {
        String launcher = "{ " + tree.launcher("check_mail_ha") + " exit 2; echo $? >&2; } | true";
        assertEquals("2\n", new Call("sh", "-c", launcher).end().err());
    }

    /** Fewer than 12 do not let the shell read the launcher. */
    @ParameterizedTest
    @MethodSource("programs")
    void tooFewFileDescriptorsAreUnknown(String program) throws Exception {
        for (int most = 12; most < 30; most++) {
            Call.End end =
                    new Call("sh", "-c", "ulimit -n " + most + "; exec " + tree.launcher(program) + " exit 2").end();
            assertTrue((end.code() == 2 && most >= 14) || end.code() == 3, most + ": " + end);
            assertTrue(
                    end.code() == 2 || end.out().matches("\\S+ UNKNOWN \\[internal\\]: [^\n]*\n"), most + ": " + end);
            assertEquals(most < 14, end.out().contains("too few file descriptors"), most + ": " + end);
        }
    }

    /** A damaged archive ends java when a page of it is touched, which may be after the program has acted. */
    @ParameterizedTest
    @CsvSource({
        "check_mail_ha, exit 0, 2",
        "hamail, switch --reason x, 1",
        "hamail, switch --reason --help, 1",
        "hamail, switch --help, 2",
        "hamail, --version, 2",
        "handle_mail_fault, -l mail1, 1"
    })
    void onlyWhatDoesNothingIsRunASecondTime(String program, String words, int runs, @TempDir Path place)
            throws Exception {
        for (int code : new int[] {1, 134, 135, 139}) {
            Path home = Files.createDirectories(place.resolve("jdk" + code));
            Path counted = home.resolve("runs");
            Path java = script(
                    Files.createDirectories(home.resolve("bin")),
                    "case $* in *CdsTraining*) exit 1 ;; esac; echo started >>" + counted
                            + "; case $* in *-XX:SharedArchiveFile*) exit " + code + ";; esac; exit 101");
            Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.99-" + code + "\"\n");
            Files.createDirectories(tree.archives());
            String jar = tree.jarOf(program).getFileName().toString().replace(".jar", "");
            Path archive = Files.writeString(tree.archives().resolve(jar + "-17.0.99-" + code), "damaged");
            Call.End end = new Call(tree.launcher(program), words.split(" "))
                    .with("HAMAIL_JAVA", java)
                    .without("HAMAIL_ARCHIVES")
                    .end();
            assertEquals(runs == 2 ? 1 : 3, end.code(), end.toString());
            long started = Files.readAllLines(counted).size();
            // a JVM that exits with 1 by itself is asked for its version, to hear why
            assertTrue(started == runs || (runs == 1 && code == 1 && started == 2), started + " starts: " + end);
            assertFalse(Files.exists(archive), "the next start would die as well");
        }
    }

    private static Path script(Path folder, String text) throws IOException {
        Path script = Files.writeString(folder.resolve("java"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    @Test
    void agentWithUnreadableConfigurationIsStartedAgain() throws Exception {
        var call = new Call(tree.launcher("hamail-agent"), "sleep");
        Process process = call.start();
        Eventually.get(Duration.ofSeconds(60), call::soFar, "asleep\n"::equals);
        new Call("/bin/kill", "-HUP", "" + process.pid()).end();
        Eventually.get(Duration.ofSeconds(60), call::soFar, "asleep\nasleep\n"::equals);
        process.destroy();
        assertEquals(new Call.End(0, "asleep\nasleep\n", ""), call.end(process));
    }

    @Test
    void agentThatIsStoppedHasDoneItsWork() throws Exception {
        Call call = new Call(tree.launcher("hamail-agent"), "sleep");
        Process launcher = call.start();
        Eventually.get(Duration.ofMinutes(2), call::soFar, "asleep\n"::equals);
        launcher.destroy();
        assertEquals(new Call.End(0, "asleep\n", ""), call.end(launcher));
    }

    /** The first command of somebody who has cloned it. */
    @Test
    void checkoutThatIsNotBuiltSaysSo(@TempDir Path checkout) throws Exception {
        Path plugins = Files.createDirectory(checkout.resolve("plugins"));
        Path from = Path.of(System.getProperty("basedir", ""), "plugins");
        for (String name : List.of(".launch", "check_mail_protocol")) {
            Files.copy(from.resolve(name), plugins.resolve(name));
        }
        Files.createFile(checkout.resolve("pom.xml"));
        Call.End end = new Call(plugins.resolve("check_mail_protocol"), "-P", "imap").end();
        assertUnknown("IMAP", end);
        assertTrue(end.out().endsWith("/target: build it with 'mvn package'\n"), end.toString());
    }

    private static Call call(String... words) throws IOException {
        return new Call(tree.launcher("check_mail_protocol"), words);
    }

    private static void assertUnknown(String label, Call.End end) {
        assertEquals(3, end.code(), end.toString());
        assertTrue(end.out().startsWith(label + " UNKNOWN [internal]: "), end.toString());
        assertEquals(end.out().length() - 1, end.out().indexOf('\n'), "one line: " + end);
        String text = end.out().substring(end.out().indexOf(':'));
        assertFalse(text.matches("(?s).*[|\\[\\]].*"), end.toString());
        assertFalse(text.stripTrailing().endsWith(":"), end.toString());
    }
}
