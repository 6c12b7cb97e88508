package org.hamail.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.io.Node;
import org.hamail.recovery.verify.ProbeOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of a check means when it is the worker's own. */
class CheckRoleProbeTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private CheckRoleProbe probe(String policy) throws Exception {
        Path file = directory.resolve("hamail.yaml");
        Files.writeString(file, """
                logical_hosts:
                  mail1: {address: 127.0.0.10, nodes: [{name: a}, {name: b}], policy: {%s}}
                """.formatted(policy));
        HamailConfig config = ConfigLoader.load(file);
        LogicalHostConfig host = config.logicalHost("mail1").orElseThrow();
        return new CheckRoleProbe(config, host, ConfiguredPolicy.profile(config, host), Map.of());
    }

    private String seen(String policy, int exitCode, String line) throws Exception {
        return probe(policy).sight(exitCode, line).getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource({
        "2, CRITICAL [absent], Fails",
        "2, CRITICAL [timeout/connect], Fails",
        "2, CRITICAL [timeout/greeting], Fails",
        "2, CRITICAL [timeout/quit], Fails",
        "2, CRITICAL [refused], Fails",
        "2, CRITICAL [reset], Fails",
        "2, CRITICAL [closed], Fails",
        "0, OK, Serves",
        "1, WARNING [slow], Limps",
        "2, CRITICAL [slow], Limps",
        "1, WARNING [tempfail], Limps",
        "1, WARNING [mismatch], Limps",
        "1, WARNING [too-many], Limps",
        "2, CRITICAL [too-few], Limps",
        "1, WARNING [stale], Limps",
        "2, CRITICAL [saturated/greeting], Full",
        "2, CRITICAL [timeout/resolve], CannotTell",
        "2, CRITICAL [dns], CannotTell",
        "2, CRITICAL [unreachable], CannotTell",
        "3, UNKNOWN [blind], CannotTell",
        "3, UNKNOWN [usage], CannotTell",
        "3, UNKNOWN [internal], CannotTell",
        "2, CRITICAL [tls], CannotTell",
        "2, CRITICAL [certificate], CannotTell",
        "2, CRITICAL [auth], CannotTell",
        "2, CRITICAL [rejected], CannotTell",
        "2, CRITICAL [garbled], CannotTell",
        "2, CRITICAL [undelivered], CannotTell",
        "2, CRITICAL [directory], CannotTell",
        "2, CRITICAL [hung], CannotTell",
        "2, CRITICAL [timeout/lunch], CannotTell",
        "2, CRITICAL [saturated/resolve], CannotTell"
    })
    void everyAnswerHasItsMeaning(int exitCode, String state, String meaning) throws Exception {
        assertEquals(meaning, seen("", exitCode, "IMAP " + state + ": told by a test|time=1s"));
    }

    @Test
    void aTimeoutStillFailsWhereActOnLeavesItOut() throws Exception {
        assertEquals("Fails", seen("act_on: [absent]", 2, "IMAP CRITICAL [timeout/hello]: x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "garbled", "saturated/greeting", "tls"})
    void whatIsPutIntoActOnIsAFaultForTheOwnProbeAsWell(String cause) throws Exception {
        String word = cause.replaceFirst("/.*", "");
        assertEquals("Fails", seen("act_on: [" + word + "]", 2, "IMAP CRITICAL [" + cause + "]: x"));
    }

    @Test
    void aLookUpThatDoesNotEndIsNoFaultAlthoughATimeoutIs() throws Exception {
        assertEquals("CannotTell", seen("act_on: [timeout]", 2, "IMAP CRITICAL [timeout/resolve]: x"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, IMAP CRITICAL [refused]: x",
        "1, IMAP CRITICAL [refused]: x",
        "2, IMAP WARNING [refused]: x",
        "2, IMAP OK [refused]: x",
        "2, IMAP OK: served",
        "2, bash: check_mail_protocol: command not found",
        "1, ''"
    })
    void aLineThatDoesNotFitItsExitCodeIsNoAnswer(int exitCode, String line) throws Exception {
        assertEquals(
                new ProbeOutcome.CannotTell("not a check's answer: " + line),
                probe("").sight(exitCode, line));
    }

    /** Not even the confirmation of an absence asks a probe for which nothing is acted on. */
    @ParameterizedTest
    @ValueSource(strings = {"lmtp", "sieve"})
    void aRoleWithANotifyOnlyProtocolIsJudgedByItsProcess(String protocol) throws Exception {
        Path file = directory.resolve("hamail.yaml");
        Files.writeString(file, """
                profiles:
                  ours: {daemons: {stored: {command: no-such-command, protocol: %s, port: 1}}}
                logical_hosts:
                  mail1: {address: 127.0.0.10, nodes: [{name: a}, {name: b}], server: {profile: ours}}
                """.formatted(protocol));
        HamailConfig config = ConfigLoader.load(file);
        LogicalHostConfig host = config.logicalHost("mail1").orElseThrow();
        Map<String, Node> nodes = Map.of("a", new Node("a", Optional.empty()));
        var probe = new CheckRoleProbe(config, host, ConfiguredPolicy.profile(config, host), nodes);
        String seen = probe.look("stored", "a", Duration.ofSeconds(30)).toString();
        assertTrue(seen.contains("DAEMON CRITICAL [absent]: "), seen);
        assertEquals(
                seen, probe.lookOnNode("stored", "a", Duration.ofSeconds(30)).toString());
    }
}
