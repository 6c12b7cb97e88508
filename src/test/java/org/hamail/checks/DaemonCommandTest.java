package org.hamail.checks;

import static org.hamail.support.ProcTree.INIT;
import static org.hamail.support.ProcTree.line;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hamail.support.ProcTree;
import org.hamail.support.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server roots, instances, checkpoint files, configured profiles, and tables that do not answer. */
final class DaemonCommandTest {
    @TempDir
    Path folder = Path.of("");

    private String imapd(Path root) {
        String program = root + "/bin/imapd";
        return line(200, 1, 'S', 8, 100, "imapd", program, program);
    }

    @Test
    void theInstanceMustBeInTheServerRoot() throws IOException {
        Path root = serverRoot("server4", "msg-mail1");
        Path list = list(root + "\n");
        assertStarts(
                "DAEMON OK: imapd below " + root + " 1 process",
                check(imapd(root), "--server-root", root, "--instance", "msg-mail1", "--nsserver-cfg", list));
        assertStarts(
                "DAEMON OK: imapd below " + root + " 1 process",
                check(imapd(root), "--instance", "msg-mail1", "--nsserver-cfg", list));
        assertStarts(
                "DAEMON UNKNOWN [usage]: --instance: there is no msg-mail2 in " + root,
                check(imapd(root), "--instance", "msg-mail2", "--nsserver-cfg", list));
        assertStarts(
                "DAEMON UNKNOWN [usage]: --instance: '../x' is not a folder msg-NAME",
                check(imapd(root), "--instance", "../x", "--nsserver-cfg", list));
    }

    @Test
    void everyListedRootNeedsItsDaemon() throws IOException {
        Path one = serverRoot("one", "msg-a");
        Path two = serverRoot("two", "msg-b");
        assertStarts(
                "DAEMON CRITICAL [absent]: imapd below " + two + " 0 processes",
                check(imapd(one), "--nsserver-cfg", list(one + "\n" + two + "\n")));
    }

    @Test
    void unmountedListedRootIsSkippedWithNote() throws IOException {
        Path one = serverRoot("one", "msg-a");
        Path list = list(one + "\n" + folder.resolve("elsewhere") + "\n");
        String output = check(imapd(one), "--nsserver-cfg", list);
        assertStarts("DAEMON OK: imapd below " + one + " 1 process", output);
        assertTrue(
                output.contains("; imapd below " + folder.resolve("elsewhere")
                        + " skipped: the server root is not mounted here"),
                output);
    }

    @Test
    void rootThatIsNotListedIsMistake() throws IOException {
        Path root = serverRoot("server4", "msg-a");
        Path list = list("/usr/netscape/server4\n");
        assertStarts(
                "DAEMON UNKNOWN [usage]: --server-root: " + root + " is not listed in " + list,
                check(imapd(root), "--server-root", root, "--nsserver-cfg", list));
    }

    @Test
    void theListIsJudgedByTheLine() throws IOException {
        Path list = list("# roots\nserver4\n");
        assertStarts(
                "DAEMON UNKNOWN [usage]: " + list + ":2:1: is not one absolute path",
                check("", "--nsserver-cfg", list));
        assertStarts(
                "DAEMON UNKNOWN [usage]: " + list + ":1:1: is not one absolute path; " + list + ":3:1: is not one",
                check("", "--nsserver-cfg", list("server4\n/server5\n/server6 /server7\n")));
        Path root = serverRoot("server4", "msg-a");
        Files.createDirectory(root.resolve("msg-b"));
        assertStarts(
                "DAEMON UNKNOWN [usage]: " + list(root + "\n") + ":1:1: " + root + " has 2 instances, msg-a, msg-b",
                check("", "--nsserver-cfg", list));
    }

    @Test
    void senselessStatFileIsBlindness() throws IOException {
        String table = INIT + line(200, 1, 'S', 8, 100, "imapd", "-", "imapd");
        for (String text : List.of("", "garbage", "200 (imapd", "200 (imapd) ", "\0\0\0\0")) {
            try (ProcTree proc = ProcTree.of(table)) {
                Files.writeString(proc.path().resolve("200/stat"), text);
                assertStarts(
                        "DAEMON UNKNOWN [blind]: imapd 0 processes, and 1 of the table is hidden",
                        answer("-C", "imapd", "--proc", proc.path()));
            }
        }
    }

    @Test
    void unreadablePidFileNamesNoProcess() throws IOException {
        Path pidFile = Files.writeString(folder.resolve("pid"), "nobody knows\n");
        try (ProcTree proc = ProcTree.of(INIT)) {
            String output = answer("--pid-file", pidFile, "--proc", proc.path(), "-v");
            assertStarts("DAEMON UNKNOWN [blind]: pid file " + pidFile + " does not begin", output);
            assertTrue(output.endsWith("process id|process_count=0;;1:;0 process_zombies=0;;;0\n"), output);
        }
    }

    /** What the command finds counts, whatever the pid file says of it. */
    @Test
    void pidFileBesideACommandIsToldInTheDetails() throws IOException {
        Path pidFile = folder.resolve("pid");
        try (ProcTree proc = ProcTree.of(INIT + line(200, 1, 'S', 8, 100, "imapd", "-", "imapd"))) {
            String[] details = {"is missing: what was found in the process table counts", "names process 200"};
            for (String detail : details) {
                String output = answer("-C", "imapd", "--pid-file", pidFile, "--proc", proc.path(), "-v");
                assertStarts("DAEMON OK: imapd 1 process", output);
                assertTrue(output.endsWith("\nimapd pid file " + pidFile + " " + detail + "\n"), output);
                Files.writeString(pidFile, "200\n");
            }
        }
    }

    @Test
    void anUptimeThatCannotBeIsNoAge() throws IOException {
        for (String uptime : List.of("1e400", "NaN", "-5", "1e15", "x")) {
            try (ProcTree proc = ProcTree.of(INIT + "uptime " + uptime + "\n")) {
                String output = answer("-C", "systemd", "--proc", proc.path());
                assertEquals("DAEMON OK: systemd 1 process|systemd_count=1;;1:;0 systemd_zombies=0;;;0\n", output);
            }
        }
    }

    @Test
    void whatMayBeIgnoredHidesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("stored.ckp"), "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        try (ProcTree proc = ProcTree.of(INIT)) {
            List<Object> words = List.of("-C", "imapd", "--proc", proc.path(), "--fresh", file + ",60");
            assertStarts("DAEMON CRITICAL [absent]: imapd 0 processes", answer(words.toArray()));
            var more = new ArrayList<>(words);
            more.addAll(List.of("--on", "absent=ok"));
            assertStarts("DAEMON WARNING [stale]: checkpoint file " + file, answer(more.toArray()));
            more.addAll(List.of("--on", "stale=ok"));
            assertStarts("DAEMON OK [absent]: imapd 0 processes", answer(more.toArray()));
        }
    }

    @Test
    void aCommandNeedsAName() {
        assertStarts("DAEMON UNKNOWN [usage]: --command: a program's path does not end", answer("-C", "/usr/sbin/"));
    }

    @Test
    void aConfigurationThatIsNamedMustBeThere() {
        Path file = folder.resolve("nowhere.yaml");
        assertStarts(
                "DAEMON UNKNOWN [usage]: --config: " + file + " is missing or cannot be read",
                answer("-d", "imapd", "--config", file));
    }

    private static String answer(Object... words) {
        return new CheckProgram(new DaemonCommand())
                .answer(Stream.of(words).map(Object::toString).toList())
                .text();
    }

    @Test
    void aListThatIsMissingIsBlindness() throws IOException {
        Path list = folder.resolve("nowhere");
        assertStarts(
                "DAEMON UNKNOWN [blind]: the list of server roots " + list + " is missing",
                check("", "--nsserver-cfg", list));
    }

    @Test
    void programIsFoundThroughLinkToServerRoot() throws IOException {
        Path root = serverRoot("server4", "msg-a");
        Path link = Files.createSymbolicLink(folder.resolve("link"), root);
        assertStarts(
                "DAEMON OK: imapd below " + link + " 1 process",
                check(imapd(root.toRealPath()), "--server-root", link));
    }

    @Test
    void storedRecoversWhileItsPidFileSaysInit() throws IOException {
        Path root = serverRoot("server4", "msg-a");
        Path pidFile = Files.createDirectory(root.resolve("msg-a/config")).resolve("pidfile.store");
        String table = imapd(root).replace("imapd", "stored");
        Files.writeString(pidFile, "200 init");
        assertStarts("DAEMON WARNING [tempfail]: stored", checkRole("stored", table, "--server-root", root));
        Files.writeString(pidFile, "200 ready");
        assertStarts("DAEMON OK: stored", checkRole("stored", table, "--server-root", root));
        assertStarts("DAEMON CRITICAL [absent]: stored", checkRole("stored", "", "--server-root", root));
    }

    @Test
    void oldCheckpointIsStaleMissingIsBlind() throws IOException {
        Path file = Files.writeString(folder.resolve("stored.ckp"), "");
        String table = imapd(folder);
        assertStarts("DAEMON OK: imapd 1 process", check(table, "--fresh", file + ",60"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(7200)));
        assertStarts(
                "DAEMON WARNING [stale]: checkpoint file " + file + " is 7", check(table, "--fresh", file + ",119m"));
        assertStarts("DAEMON OK", check(table, "--fresh", file + ",1d"));
        assertStarts("DAEMON CRITICAL [absent]", check("", "--fresh", file + ",60"));
        assertStarts("DAEMON UNKNOWN [blind]: checkpoint file", check(table, "--fresh", file + "x,60"));
        for (String wrong : List.of("", "60", "file", "file,", "file,0", "file,-1", ",60")) {
            assertStarts("DAEMON UNKNOWN [usage]: --fresh", check(table, "--fresh", wrong));
        }
    }

    @Test
    void profileOfConfigurationIsUsedByItsName() throws IOException {
        Path config = Files.writeString(
                folder.resolve("hamail.yaml"),
                "profiles:\n  ours:\n    daemons:\n      imapd: {command: imapd, min: 2, max: 2}\n");
        assertStarts(
                "DAEMON CRITICAL [absent]: imapd 1 process, at least 2 required",
                check(imapd(folder), "--profile", "ours", "--config", config));
        String two = imapd(folder) + imapd(folder).replace("200", "201");
        assertStarts("DAEMON OK: imapd 2 processes", check(two, "--profile", "ours", "--config", config));
        assertStarts(
                "DAEMON WARNING [too-many]: imapd 3 processes, at most 2",
                check(two + imapd(folder).replace("200", "202"), "--profile", "ours", "--config", config));
        assertStarts(
                "DAEMON UNKNOWN [usage]: --profile: 'theirs' is not one of netscape-4.1,",
                check("", "--profile", "theirs", "--config", config));
        Files.writeString(config, "profiles: 1\nzork: 2\n");
        String output = check("", "--profile", "ours", "--config", config);
        assertStarts("DAEMON UNKNOWN [usage]: " + config + ":1:", output);
        assertTrue(output.lines().findFirst().orElse("").contains("; " + config + ":2:1: zork: unknown key"), output);
    }

    @Test
    void daemonWithoutNameIsNotCalledProcess() throws IOException {
        assertStarts("DAEMON OK: 1 process|process_count=1;", words("", List.of("-a", "^/sbin/init")));
        assertStarts("DAEMON CRITICAL [absent]: 0 processes, at least 1", words("", List.of("-a", "no such words")));
    }

    @Test
    void rolesMayStandApartAndAllStandsAlone() throws IOException {
        assertStarts("DAEMON CRITICAL [absent]: imapd 0 processes", checkRole("imapd, popd", ""));
        assertStarts(
                "DAEMON UNKNOWN [usage]: --daemon: 'all' does not go with other roles", checkRole("imapd,all", ""));
    }

    @Test
    void aCheckpointFileFromTheFutureIsFresh() throws IOException {
        Path file = Files.writeString(folder.resolve("stored.ckp"), "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(7200)));
        String output = check(imapd(folder), "--fresh", file + ",60");
        assertTrue(output.startsWith("DAEMON OK: ") && output.contains(file + " has a time 7"), output);
        assertTrue(output.contains(" s ahead|"), output);
    }

    @Test
    void optionsThatExcludeEachOtherAreAMistake() throws IOException {
        assertStarts("DAEMON UNKNOWN [usage]: --command does not go with --daemon", check("", "-C", "imapd"));
        assertStarts(
                "DAEMON UNKNOWN [usage]: --pid-file goes with one daemon",
                checkRole("imapd,popd", "", "--pid-file", "/run/x"));
        assertStarts(
                "DAEMON UNKNOWN [usage]: --profile needs --daemon",
                words("", List.of("-C", "imapd", "--profile", "netscape-4.1")));
        assertStarts("DAEMON UNKNOWN [usage]: one of --daemon, --command", words("", List.of()));
    }

    @Test
    void aTableThatDoesNotAnswerIsBlindness() throws IOException {
        try (var tree = ProcTree.of(INIT + imapd(folder))) {
            Path stat = tree.path().resolve("200/stat");
            Files.delete(stat);
            Script.run(Path.of("/usr/bin/mkfifo"), Map.of(), List.of(stat.toString()));
            assertStarts(
                    "DAEMON UNKNOWN [blind]: " + tree.path() + " does not answer within 1 s",
                    answer(List.of(
                            "-C", "imapd", "-t", "1", "--proc", tree.path().toString())));
        }
    }

    @Test
    void anExpressionThatNeverEndsIsGivenUp() throws IOException {
        String victim = line(200, 1, 'S', 8, 100, "x", "/x", "x".repeat(5000));
        assertStarts(
                "DAEMON UNKNOWN [blind]: the regular expression (x+x+)+y takes too long",
                words(victim, List.of("-a", "(x+x+)+y")));
    }

    @Test
    void unreadableProcessesAreNeverAbsent() throws IOException {
        try (var tree = ProcTree.of(INIT + imapd(folder))) {
            Path stat = tree.path().resolve("200/stat");
            Files.delete(stat);
            Files.createDirectory(stat); // opens, and fails to be read
            String output = answer(List.of("-C", "imapd", "--proc", tree.path().toString()));
            assertStarts(
                    "DAEMON UNKNOWN [blind]: imapd 0 processes, and 1 of the table is hidden from the check", output);
        }
    }

    private String check(String table, Object... more) throws IOException {
        return checkRole("imapd", table, more);
    }

    private String checkRole(String role, String table, Object... more) throws IOException {
        var words = new ArrayList<>(List.of("-d", role));
        for (Object word : more) {
            words.add(word.toString());
        }
        return words(table, words);
    }

    private String words(String table, List<String> words) throws IOException {
        try (var tree = ProcTree.of(INIT + table)) {
            var all = new ArrayList<>(words);
            all.addAll(List.of("--proc", tree.path().toString(), "-t", "60"));
            return answer(all);
        }
    }

    private static String answer(List<String> words) {
        return new CheckProgram(new DaemonCommand()).answer(words).text();
    }

    private Path serverRoot(String name, String instance) throws IOException {
        Path root = folder.resolve(name);
        Files.createDirectories(root.resolve(instance));
        return root;
    }

    private Path list(String text) throws IOException {
        return Files.writeString(folder.resolve("nsserver.cfg"), text);
    }

    private static void assertStarts(String wanted, String output) {
        assertEquals(wanted, output.substring(0, Math.min(wanted.length(), output.length())), output);
    }
}
