package org.hamail.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hamail.cli.Program.Console;
import org.hamail.program.Bench;
import org.hamail.program.Hamail;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.Moments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbsTest {
    @TempDir
    static Path directory = Path.of("/nonexistent");

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(Files.createTempDirectory(directory, "bench")).prepare();
    }

    @Test
    void pauseIsRecordedWithWhoAndWhy() throws Exception {
        assertEquals(0, bench.hamail("pause", "--reason=new disks", "--for=2h"));
        bench.tell();
        assertEquals(List.of(), bench.deeds());
        assertEquals(0, bench.hamail("explain"));
        assertTrue(bench.printed().contains("CLOSED  service"), bench.printed());
        assertTrue(bench.printed().contains("; hamail resume ends it\n#"), bench.printed());
        assertEquals(0, bench.hamail("history"));
        assertTrue(bench.printed().contains("operator  pause by "), bench.printed());
        assertTrue(bench.printed().contains(": new disks (until "), bench.printed());
        assertEquals(0, bench.hamail("status"));
        assertTrue(bench.printed().contains("condition       held"), bench.printed());
        assertTrue(bench.printed().contains("; hamail resume ends it"), bench.printed());
        assertEquals(0, bench.hamail("resume"));
    }

    @Test
    void lastHoldIsExplainedWithoutLaterDecision() {
        bench.hamail("pause");
        bench.tell();
        bench.tell(Map.of("--check", "protocol", "--state", "OK", "--output", "IMAP OK: served"));
        String held = explained();
        assertTrue(held.matches("(?s)imapd .*\nnow: imapd absent since [0-9:]{8}, held by service .*"), held);
        assertTrue(held.contains(": hold (paused)"), held);
        bench.tell(Map.of("--state", "OK", "--output", "DAEMON OK: 1 process"));
        String over = explained();
        assertTrue(over.contains("\nnow: no fault stands, and nothing is held any more\n"), over);
        String old = explained("--seq=1");
        assertTrue(old.contains("\nheld by service; hamail resume ends it\n"), old);
    }

    @Test
    void decisionBeforePauseIsNotCurrentHold() {
        bench.hamail("pause");
        bench.tell();
        bench.tell(Map.of("--state", "OK", "--output", "DAEMON OK: 1 process"));
        assertTrue(explained().contains("\nnow: the service is paused by "), explained());
    }

    @Test
    void closedGatesAreExplainedAllWhenAsked() {
        bench.hamail("pause");
        bench.tell();
        String brief = explained();
        assertTrue(brief.contains("\nCLOSED  service "), brief);
        assertFalse(brief.contains("\nopen "), brief);
        assertFalse(brief.contains("because of"), brief);
        assertTrue(brief.matches("(?s).*\n#3 at [0-9-]{10} [0-9:]{8} [+-][0-9:]{5}: hold .*"), brief);
        String all = explained("-v");
        assertTrue(all.contains("\nbecause of [2]\n"), all);
        assertTrue(all.contains("\nopen    host "), all);
        assertTrue(explained("--utc").matches("(?s).*\n#[0-9]+ at [0-9-]{10} [0-9:]{8} Z: hold .*"));
    }

    @Test
    void restartThatALaterDecisionWithdrewIsToldAsNotDone() throws Exception {
        bench.hamail("pause");
        bench.tell();
        bench.hamail("resume", "--dry-run");
        record(new DecisionRecord(
                "restart", "restart-absent", "imapd is absent: restart 1 of 2", List.of(), List.of(2L)));
        assertFalse(explained().contains("not done"), explained());
        record(new DecisionRecord(
                "none", "healed", "imapd is absent, but it has healed: served", List.of(), List.of(2L)));
        String withdrawn = explained();
        assertTrue(withdrawn.contains(": restart (restart-absent)"), withdrawn);
        assertTrue(
                withdrawn.contains("\nnot done: #5 (healed): imapd is absent, but it has healed: served\n"), withdrawn);
        assertTrue(explained("--seq=4").contains("\nnot done: #5 (healed): "), explained("--seq=4"));
    }

    private void record(Event event) throws Exception {
        try (Journal journal = Journal.open(bench.stateDir.resolve("mail1"), Moments.ofThisMachine(), Duration.ZERO)) {
            journal.append(event);
        }
    }

    private String explained(String... words) {
        int before = bench.printed().length();
        var all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(words));
        assertEquals(0, bench.hamail(all.toArray(String[]::new)));
        return bench.printed().substring(before).strip();
    }

    @Test
    void historyJsonHasRecordsUnchanged() throws Exception {
        bench.tell();
        String printed = said("history", "--json").replace("\n", "");
        String records = String.join(",", Files.readAllLines(bench.stateDir.resolve("mail1/journal.jsonl")));
        assertEquals(
                "{\"verb\":\"history\",\"exit\":0,\"error\":null,\"logical_hosts\":[{\"name\":\"mail1\",\"records\":["
                        + records + "]}]}",
                printed);
    }

    private String said(String... words) {
        int before = bench.printed().length();
        bench.hamail(words);
        return bench.printed().substring(before).strip();
    }

    static List<String> everyVerb() {
        return Hamail.verbs().stream().map(Verb::name).toList();
    }

    /** One document, of one shape, with the exit code of the process in it. */
    private JsonObject document(String verb, String... words) {
        var all = new ArrayList<>(List.of(verb, "--json"));
        all.addAll(List.of(words));
        int before = bench.printed().length();
        int exit = bench.hamail(all.toArray(String[]::new));
        JsonObject json =
                JsonParser.parseString(bench.printed().substring(before)).getAsJsonObject();
        assertEquals(verb, json.get("verb").getAsString());
        assertEquals(exit, json.get("exit").getAsInt(), json.toString());
        assertEquals(exit == 0, json.get("error").isJsonNull(), json.toString());
        assertTrue(json.get("logical_hosts").isJsonArray());
        return json;
    }

    @ParameterizedTest
    @MethodSource("everyVerb")
    void jsonOfEveryVerbIsOneDocument(String verb) {
        for (boolean told : new boolean[] {false, true}) {
            if (told) {
                bench.tell();
            }
            JsonObject json = document(verb);
            for (JsonElement host : json.getAsJsonArray("logical_hosts")) {
                assertEquals("mail1", host.getAsJsonObject().get("name").getAsString());
            }
            boolean refusedAsAWhole = json.get("exit").getAsInt() == 1 && verb.equals("explain");
            assertEquals(
                    refusedAsAWhole ? 0 : 1,
                    json.getAsJsonArray("logical_hosts").size(),
                    json.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("everyVerb")
    void errorsAreTheSameDocument(String verb) throws Exception {
        assertEquals(
                "unknown option '--fly'", document(verb, "--fly").get("error").getAsString());
        String unknown = document(verb, "-l", "mail9").get("error").getAsString();
        assertTrue(unknown.startsWith("no logical host 'mail9' in "), unknown);
        bench.tell();
        Path journal = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("imapd", "smtpd"));
        document(verb);
        Files.writeString(bench.configuration, "adress: x\nstate_dir: [1]\n");
        JsonObject wrong = document(verb);
        assertEquals(3, wrong.get("exit").getAsInt());
        assertTrue(wrong.getAsJsonArray("problems").size() > 1, wrong.toString());
    }

    @Test
    void rulesAndUnknownVerbAreSameDocument() {
        assertTrue(document("explain", "--rules").getAsJsonArray("rules").size() > 10);
        assertEquals("unknown verb 'fly'", document("fly").get("error").getAsString());
        assertEquals(
                "the verb comes before the option '-l'",
                document("-l", "mail1", "status").get("error").getAsString());
        assertEquals(
                "unknown verb 'staus' (did you mean status?)",
                document("staus").get("error").getAsString());
    }

    @ParameterizedTest
    @MethodSource("everyVerb")
    void helpOfAVerbIsNoError(String verb) {
        assertEquals(0, bench.run("help", verb));
        int before = bench.printed().length();
        assertEquals(0, bench.run(verb, "--help"));
        String help = bench.printed().substring(before).strip();
        assertTrue(help.startsWith("hamail " + verb + " (hamail) "), help);
        assertFalse(help.contains("exit 3"), help);
    }

    @Test
    void wrongVerbIsLineAndShortUsage() {
        for (List<String> words :
                List.of(List.of("fly"), List.<String>of(), List.of("help", "fly"), List.of("help", "on", "on"))) {
            int before = bench.printed().length();
            assertEquals(3, bench.run(words.toArray(String[]::new)), words.toString());
            String said = bench.printed().substring(before).strip();
            assertTrue(said.matches("hamail: .*\nUsage: hamail VERB .*"), said);
        }
        assertEquals(3, bench.run("--help"));
        assertEquals(3, bench.run("--version"));
        assertEquals(0, bench.run("help"));
    }

    @Test
    void configurationIsRecognizedByItsContent() {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        List<String> words = List.of("validate", "--config=test-fixtures/config/good/agent.yaml");
        assertEquals(0, new Hamail().run(words, new Console(out, out, Map.of())));
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("is valid: 0 logical hosts, an agent with 2 checks and 4 sinks"), said);
    }

    @Test
    void whatEverybodyMayWriteIsToldByValidate() throws Exception {
        Path folder = Files.createTempDirectory(directory, "exposed");
        Path state = Files.createDirectory(folder.resolve("state"));
        Path sockets = Files.createDirectory(folder.resolve("sockets"));
        Path file = Files.writeString(
                folder.resolve("hamail.yaml"),
                "state_dir: " + state + "\nagent: {socket: " + sockets + "/agent.sock}\n");
        assertFalse(validate(file).contains("warning"), validate(file));
        for (Path exposed : List.of(file, state, sockets)) {
            Files.setPosixFilePermissions(exposed, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        String said = validate(file);
        assertTrue(said.contains("hamail: warning: " + file + ": everybody may write to " + file), said);
        assertTrue(said.contains(": state_dir: everybody may write to " + state), said);
        assertTrue(said.contains(": agent.socket: everybody may write to " + sockets), said);
        assertTrue(said.contains(" is valid: "), said);
    }

    /** Each as its check reads them. */
    @Test
    void scheduledWordsThatAreNoCommandAreToldByValidate() throws Exception {
        Path file =
                Files.writeString(Files.createTempDirectory(directory, "words").resolve("hamail.yaml"), """
                agent:
                  checks:
                    - {host: m, service: a, every: 60s, run: [check_mail_protocol, -P, imap, -H, m]}
                    - {host: m, service: b, every: 60s, run: [check_mail_protocol, -P, imap]}
                    - {host: m, service: c, every: 60s, run: [check_mail_protocol, -P, nntp, -H, m]}
                    - {host: m, service: d, every: 60s, run: [check_mail_daemon, --deamon, imapd]}
                    - {host: m, service: e, every: 60s, run: [check_mail_directory, --role, config, -H, m, stray]}
                    - {host: m, service: f, every: 60s, run: [check_mail_ha]}
                """);
        List<String> warnings =
                validate(file).lines().filter(line -> line.contains("warning")).toList();
        String no = ", which would be UNKNOWN: ";
        assertEquals(4, warnings.size(), warnings.toString());
        assertEquals(
                "hamail: warning: " + file + ":4:46: agent.checks[1].run: no command of check_mail_protocol" + no
                        + "option --hostname is missing",
                warnings.get(0));
        assertTrue(warnings.get(1).contains(":5:46: agent.checks[2].run: no command of "), warnings.get(1));
        assertTrue(
                warnings.get(2).contains("agent.checks[3].run: no command of check_mail_daemon" + no), warnings.get(2));
        assertTrue(
                warnings.get(3).contains("agent.checks[4].run: no command of check_mail_directory" + no),
                warnings.get(3));
    }

    private static String validate(Path file) {
        var bytes = new ByteArrayOutputStream();
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertEquals(0, new Hamail().run(List.of("validate", "--config=" + file), new Console(out, out, Map.of())));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Root could make it, but whose it is to be cannot be known; another cannot make it. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "history", "explain", "journal", "verify", "timeline", "report", "replay"})
    void missingStateDirectoryIsNoQuietService(String verb) throws Exception {
        Files.writeString(
                bench.configuration,
                Files.readString(bench.configuration)
                        .replace("state_dir: " + bench.stateDir, "state_dir: /var/lib/hamail-test/missing"));
        assertEquals(2, bench.hamail(verb), bench.printed());
        assertTrue(
                bench.printed()
                        .startsWith("hamail: state_dir /var/lib/hamail-test/missing is missing; as root: install -d"),
                bench.printed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "pause", "on", "restart", "switch", "reconcile"})
    void whatCannotBeRecordedWouldNotBeDone(String verb) throws Exception {
        Files.createDirectories(bench.stateDir.resolve("mail1/journal.lock"));
        assertEquals(2, bench.hamail(verb, "--dry-run"), bench.printed());
        assertTrue(bench.printed().contains(": nothing can be recorded or acted on: "), bench.printed());
        assertFalse(bench.printed().contains("would "), bench.printed());
        assertEquals(List.of(), bench.deeds());
    }

    @Test
    void brokenJournalWouldNotBeSetAsideWhereNoneCanBegin() throws Exception {
        bench.hamail("pause");
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("pause", "resume"));
        String[] words = {"journal", "--set-aside", "--reason=x", "--dry-run"};
        assertEquals(0, bench.hamail(words), bench.printed());
        assertTrue(bench.printed().contains(": would set the journal aside ("), bench.printed());
        Files.delete(bench.stateDir.resolve("mail1/journal.lock"));
        Files.createDirectory(bench.stateDir.resolve("mail1/journal.lock"));
        int before = bench.printed().length();
        assertEquals(2, bench.hamail(words), bench.printed());
        String said = bench.printed().substring(before);
        assertTrue(said.contains(": nothing can be recorded or acted on: "), said);
        assertFalse(said.contains("would "), said);
    }

    @Test
    void whatCannotBeRecordedIsNoWantOfReports() throws Exception {
        Files.createDirectories(bench.stateDir.resolve("mail1/journal.lock"));
        assertEquals(1, bench.hamail("explain"));
        assertEquals(0, bench.hamail("history"));
        assertEquals(2, bench.hamail("journal"));
        String[] lines = bench.printed().split("\n", -1);
        assertTrue(
                lines[0].startsWith("hamail: nothing has been decided yet: nothing can be recorded or acted on: "),
                lines[0]);
        assertTrue(lines[1].startsWith("now: nothing can be recorded or acted on: "), lines[1]);
        assertTrue(lines[2].endsWith("0 bytes; the chain of 0 records, archives included, holds"), lines[2]);
        assertTrue(lines[3].startsWith("hamail mail1: nothing can be recorded or acted on: "), lines[3]);
        assertEquals(4, lines.length);
    }

    /** The records are there to be read: nothing failed, and what follows them will not be recorded. */
    @Test
    void documentOfTheHistoryTellsThatNothingCanBeRecorded() throws Exception {
        bench.hamail("pause");
        JsonObject before =
                document("history").getAsJsonArray("logical_hosts").get(0).getAsJsonObject();
        assertFalse(before.has("blocked"), before.toString());
        Files.delete(bench.stateDir.resolve("mail1/journal.lock"));
        Files.createDirectory(bench.stateDir.resolve("mail1/journal.lock"));
        JsonObject history = document("history");
        JsonObject host = history.getAsJsonArray("logical_hosts").get(0).getAsJsonObject();
        String blocked = host.get("blocked").getAsString();
        assertTrue(blocked.startsWith("nothing can be recorded or acted on: " + bench.stateDir), blocked);
        assertEquals(1, host.getAsJsonArray("records").size());
        assertEquals(0, history.get("exit").getAsInt());
    }

    @Test
    void aBrokenChainIsNamedWithExitTwo() throws Exception {
        bench.tell();
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("imapd", "smtpd"));
        assertEquals(2, bench.hamail("verify"));
        assertTrue(bench.printed().contains("journal.jsonl:1: record 1 is broken"), bench.printed());
        String error = document("verify").get("error").getAsString();
        assertTrue(error.startsWith("the journal is broken: "), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "on", "off", "ack", "restart", "switch"})
    void noVerbWritesToABrokenChain(String verb) throws Exception {
        bench.hamail("pause");
        bench.hamail("resume");
        bench.tell();
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        String edited = Files.readString(file).replaceFirst("\"verb\":\"pause\"", "\"verb\":\"ack\"");
        Files.writeString(file, edited);
        List<String> deeds = bench.deeds();
        assertEquals(2, bench.hamail(verb), verb);
        assertEquals(edited, Files.readString(file));
        assertEquals(deeds, bench.deeds());
    }

    @Test
    void limitThatIsNoTimeMakesSwitchUnreadable() throws Exception {
        bench.hamail("pause", "--for=1h");
        Path file = bench.stateDir.resolve("mail1/service.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"until\":\"[^\"]*\"", "\"until\":\"soon\""));
        assertEquals(0, bench.hamail("status"));
        assertTrue(bench.printed().contains("condition       blocked"), bench.printed());
        bench.tell();
        assertEquals(List.of(), bench.deeds());
    }

    @Test
    void switchThatProbesDoNotConfirmFails() throws Exception {
        assertEquals(2, bench.hamail("switch", "--to=phys-b", "--reason=test"));
        assertEquals(List.of("move mail1 phys-a phys-b"), bench.deeds());
        assertEquals(1, bench.hamail("switch", "--to=phys-z"));
        assertEquals(1, bench.deeds().size());
    }

    @Test
    void dryRunsChangeNothing() throws Exception {
        for (String verb : List.of("pause", "off", "on", "restart", "switch")) {
            assertEquals(0, bench.hamail(verb, "--dry-run"), verb);
        }
        for (String verb : List.of("ack", "resume")) {
            assertEquals(1, bench.hamail(verb, "--dry-run"), verb + ", where there is nothing to end");
        }
        assertEquals(0, bench.hamail("upgrade", "--next", "--dry-run"));
        assertEquals(List.of(), bench.deeds());
        assertFalse(Files.exists(bench.stateDir));
    }

    @Test
    void aDryRunShowsNodeUserAndCommand() throws Exception {
        String user = System.getProperty("user.name");
        String run = "\nhamail mail1: would run on this machine as " + user + ": " + bench.engine;
        assertEquals(
                "hamail mail1: would restart imapd on phys-a" + run + " restart mail1 imapd",
                shown("restart", "-d", "imapd", "--dry-run").strip());
        assertEquals(
                "hamail mail1: would move from phys-a to phys-b" + run + " move mail1 phys-a phys-b",
                shown("switch", "--dry-run").strip());
        assertEquals(
                "hamail mail1: would stop the service, and act on nothing" + run + " stop mail1",
                shown("off", "--dry-run").strip());
        bench.hamail("off");
        assertEquals(
                "hamail mail1: would start the service, and switch it on" + run + " start mail1",
                shown("on", "--dry-run").strip());
        assertTrue(shown("on", "--dry-run", "--json")
                .contains("\"commands\":[{\"node\":null,\"user\":\"" + user + "\",\"argv\":[\"" + bench.engine
                        + "\",\"start\",\"mail1\"]}]"));
        bench.hamail("on");
        assertTrue(shown("pause", "--dry-run").endsWith("\nhamail mail1: would run no command"));
        bench.hamail("upgrade", "--next");
        bench.hamail("upgrade", "--next");
        assertTrue(shown("upgrade", "--next", "--dry-run").endsWith(" move mail1 phys-a phys-b"));
    }

    @Test
    void offIsRefusedWithoutExecutableStop() throws Exception {
        Files.setPosixFilePermissions(bench.engine, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(1, bench.hamail("off"));
        assertTrue(bench.printed().contains("refused: " + bench.engine + " is not an executable file: "));
        assertFalse(Files.exists(bench.stateDir.resolve("mail1/service.json")));
    }

    /** What was reported in the pause of the upgrade is judged again when it ends, as after resume. */
    @Test
    void lastStepOfUpgradeReconciles() throws Exception {
        bench.hamail("upgrade", "--next");
        String session = Pattern.compile("session ([0-9a-f]{8})")
                .matcher(Files.readString(bench.stateDir.resolve("mail1/journal.jsonl")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        try (Journal journal = Journal.open(bench.stateDir.resolve("mail1"), Moments.ofThisMachine(), Duration.ZERO)) {
            for (int step = 2; step < 5; step++) {
                journal.append(new OperatorCommand(
                        "upgrade",
                        "alice",
                        UpgradeSession.words(session, step, 5, Optional.of("phys-a")),
                        Optional.empty()));
            }
        }
        bench.tell();
        assertEquals(0, bench.hamail("upgrade", "--next", "--dry-run"));
        assertEquals(0, bench.reconciles);
        assertEquals(0, bench.hamail("upgrade", "--next"));
        assertEquals(1, bench.reconciles);
        assertTrue(bench.printed().contains("hamail mail1: imapd has been absent since "), bench.printed());
    }

    @Test
    void upgradeOfOneNodeIsRefusedInOneLine() throws Exception {
        String two = Files.readString(bench.configuration);
        Files.writeString(bench.configuration, two.replaceFirst(" *- \\{name: phys-b, transport: local}\n", ""));
        String refusal =
                "hamail mail1: refused: a rolling upgrade needs two nodes, and it has one; 'hamail pause', upgrade,"
                        + " 'hamail resume'";
        for (List<String> words : List.of(List.of("--dry-run"), List.of("--next"), List.of("--next", "--dry-run"))) {
            var all = new ArrayList<>(List.of("upgrade"));
            all.addAll(words);
            assertEquals(1, bench.hamail(all.toArray(String[]::new)), words::toString);
        }
        assertEquals(String.join("\n", refusal, refusal, refusal), bench.printed());
        assertFalse(Files.exists(bench.stateDir));
    }

    @Test
    void upgradeGoesStepByStep() throws Exception {
        assertEquals(0, bench.hamail("upgrade", "--next"));
        assertEquals(0, bench.hamail("upgrade", "--next"));
        assertEquals(2, bench.hamail("upgrade", "--next"));
        assertEquals(List.of("move mail1 phys-a phys-b"), bench.deeds());
        bench.hamail("upgrade");
        assertTrue(bench.printed().contains("next  3. switch"), bench.printed());
    }

    @Test
    void wrongWordsAreExitThree() throws Exception {
        assertEquals(3, bench.hamail("fly"));
        assertEquals(3, bench.hamail("pause", "--for=soon"));
        assertEquals(3, bench.hamail("status", "-l", "mail9"));
        assertEquals(3, bench.hamail("restart", "-d", "ftpd"));
        assertEquals(3, bench.hamail("restart", "-d", "stored"), "a role that this profile does not have");
        assertEquals(List.of(), bench.deeds());
        assertEquals(3, bench.hamail("status", "stray"));
    }

    @ParameterizedTest
    @MethodSource("everyVerb")
    void theLogicalHostMayStandWithoutItsOption(String verb) {
        String known = document(verb, "mail1").toString();
        assertFalse(known.contains("unexpected argument"), known);
        String near = document(verb, "mial1").get("error").getAsString();
        assertTrue(near.startsWith("no logical host 'mial1' in "), near);
        assertTrue(near.contains(" (did you mean mail1?); there are: mail1"), near);
        assertEquals(
                "unexpected argument 'mail1' beside --logical-host=mail2",
                document(verb, "-l", "mail2", "mail1").get("error").getAsString());
    }

    @Test
    void aPersonsSwitchIsNoFailover() {
        bench.hamail("switch");
        assertEquals(0, bench.hamail("timeline"));
        assertTrue(bench.printed().contains(">> switch to phys-b"), bench.printed());
        assertEquals(0, bench.hamail("history"));
        assertTrue(bench.printed().contains("started     switch of all from phys-a to phys-b"), bench.printed());
        assertFalse(bench.printed().contains("failover"), bench.printed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"history", "timeline"})
    void onlyWhatIsSinceThenIsShown(String verb) {
        bench.hamail("pause", "--reason=now");
        for (String early : List.of("1h", "2001-01-01", "2001-01-01T10:00", "2001-01-01T10:00:00Z")) {
            assertTrue(shown(verb, "--since=" + early).contains("pause"), early);
        }
        for (String hidden : List.of("0s", "2201-01-01", "2201-01-01T10:00", "2201-01-01T10:00:00+01:00")) {
            assertFalse(shown(verb, "--since=" + hidden).contains("pause"), hidden);
        }
        assertEquals(3, bench.hamail(verb, "--since=yesterday"));
    }

    private String shown(String... words) {
        int before = bench.printed().length();
        assertEquals(0, bench.hamail(words));
        return bench.printed().substring(before);
    }

    private Path broken() throws Exception {
        bench.tell();
        Path file = bench.stateDir.resolve("mail1/journal.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("imapd", "smtpd"));
        return file;
    }

    @Test
    void brokenJournalIsSetAsideAndServicePaused() throws Exception {
        Path file = broken();
        String edited = Files.readString(file);
        Files.writeString(file.resolveSibling("journal-0000000001.jsonl"), "older");
        assertEquals(2, bench.hamail("verify"));
        assertTrue(bench.printed().contains("'hamail journal --set-aside --reason TEXT' begins"), bench.printed());
        assertEquals(3, bench.hamail("journal", "--set-aside"));
        assertEquals(2, bench.hamail("journal"));
        assertEquals(0, bench.hamail("journal", "--set-aside", "--reason=ticket 7", "--dry-run"));
        assertEquals(edited, Files.readString(file));

        assertEquals(0, bench.hamail("journal", "--set-aside", "--reason=ticket 7"));

        assertEquals(1, bench.journal().get(0).seq());
        assertTrue(bench.journal().get(0).event().toString().contains("ticket 7"));
        try (var files = Files.newDirectoryStream(file.getParent(), "journal.set-aside-*Z.jsonl")) {
            assertEquals(edited, Files.readString(files.iterator().next()));
        }
        assertEquals(0, bench.hamail("verify"));
        assertTrue(shown("journal").contains("bytes; the chain of 2 records, archives included, holds"));
        bench.hamail("status");
        assertTrue(bench.printed().contains("paused by"), bench.printed());
        assertTrue(bench.printed().contains(": ticket 7"), bench.printed());
        List<String> deeds = bench.deeds();
        assertEquals(0, bench.tell());
        assertEquals(deeds, bench.deeds());
        assertEquals(1, bench.hamail("journal", "--set-aside", "--reason=again"), "a whole chain");
        assertEquals(0, bench.hamail("resume"));
    }

    @Test
    void whatIsPlannedToEndIsEndedByAVerbOnly() {
        assertTrue(
                said("pause", "--for=2h").matches(".*; planned until [0-9: +-]+, and ended by 'hamail resume' only"));
        bench.hamail("resume");
        assertTrue(said("off", "--for=2h")
                .matches(".*: off: the service is stopped; planned until [0-9: +-]+, and ended by"
                        + " 'hamail on' only"));
    }

    @Test
    void serviceOffStaysOffAfterSetAside() throws Exception {
        bench.tell();
        bench.hamail("off");
        broken();
        assertEquals(0, bench.hamail("journal", "--set-aside", "--reason=x"));
        bench.hamail("status");
        assertTrue(bench.printed().contains("off by"), bench.printed());
    }

    @Test
    void replayBySamePolicyHasNoDifferences() {
        assertTrue(
                said("replay").startsWith("Nothing to replay: the journal of mail1 holds no record\n"),
                bench.printed());
        bench.tell();
        bench.tell("1", "UP", "DAEMON CRITICAL [absent]: imapd is absent");
        assertEquals(0, bench.hamail("replay"));
        assertTrue(bench.printed()
                .matches("(?s).*\nReplayed [0-9: -]+ to [0-9: -]+ \\([^)]+\\): the journal of mail1\n.*"));
        assertTrue(bench.printed().contains("2 decisions replayed, 0 would be different"), bench.printed());
    }

    @Test
    void replayAndTimelineAreDrawn() throws Exception {
        bench.tell();
        java.nio.file.Path page = directory.resolve("page.html");
        assertEquals(0, bench.hamail("timeline", "--html=" + page));
        assertTrue(java.nio.file.Files.readString(page).contains("<circle class=\"failover\""));
        assertTrue(java.nio.file.Files.readString(page).contains("<p>The decisions are those that the journal holds;"));
        assertEquals(0, bench.hamail("replay", "--json", "--html=" + page));
        assertTrue(bench.printed().contains("\"undecidable\":0"), bench.printed());
        assertEquals(2, bench.hamail("replay", "--log=" + directory));
        assertEquals(3, bench.hamail("replay", "--since=soon"));
    }

    @Test
    void theTimelineHasALaneForEachDaemon() {
        bench.tell();
        assertEquals(0, bench.hamail("timeline"));
        assertTrue(bench.printed().contains("time (UTC)      imapd    action  "), bench.printed());
        assertTrue(bench.printed().contains(">> failover to phys-b"), bench.printed());
    }
}
