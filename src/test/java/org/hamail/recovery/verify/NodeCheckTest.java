package org.hamail.recovery.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.plugin.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each line that a check printed on a node means. */
class NodeCheckTest {
    private static final Set<Cause> DEFAULT = Set.of(Cause.ABSENT, Cause.TIMEOUT);

    private static ProbeOutcome read(Set<Cause> actOn, int exitCode, String line) {
        return new NodeCheck(new ResultMeaning(actOn)).read(exitCode, line);
    }

    private static String seen(Set<Cause> actOn, int exitCode, String line) {
        return read(actOn, exitCode, line).meaning().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "2, CRITICAL [absent], FAILS",
        "2, CRITICAL [timeout/connect], FAILS",
        "2, CRITICAL [timeout/greeting], FAILS",
        "2, CRITICAL [timeout/quit], FAILS",
        "2, CRITICAL [refused], FAILS",
        "2, CRITICAL [reset], FAILS",
        "2, CRITICAL [closed], FAILS",
        "0, OK, SERVES",
        "1, WARNING [slow], DEGRADED",
        "2, CRITICAL [slow], DEGRADED",
        "1, WARNING [tempfail], DEGRADED",
        "1, WARNING [mismatch], DEGRADED",
        "1, WARNING [too-many], DEGRADED",
        "2, CRITICAL [too-few], DEGRADED",
        "1, WARNING [stale], DEGRADED",
        "2, CRITICAL [saturated/greeting], FULL",
        "2, CRITICAL [timeout/resolve], CANNOT_TELL",
        "2, CRITICAL [dns], CANNOT_TELL",
        "2, CRITICAL [unreachable], CANNOT_TELL",
        "3, UNKNOWN [blind], CANNOT_TELL",
        "3, UNKNOWN [usage], CANNOT_TELL",
        "3, UNKNOWN [internal], CANNOT_TELL",
        "2, CRITICAL [tls], CANNOT_TELL",
        "2, CRITICAL [certificate], CANNOT_TELL",
        "2, CRITICAL [auth], CANNOT_TELL",
        "2, CRITICAL [rejected], CANNOT_TELL",
        "2, CRITICAL [garbled], CANNOT_TELL",
        "2, CRITICAL [undelivered], CANNOT_TELL",
        "2, CRITICAL [directory], CANNOT_TELL",
        "2, CRITICAL [hung], CANNOT_TELL",
        "2, CRITICAL [timeout/lunch], CANNOT_TELL",
        "2, CRITICAL [saturated/resolve], CANNOT_TELL"
    })
    void everyAnswerHasItsMeaning(int exitCode, String state, String meaning) {
        assertEquals(meaning, seen(DEFAULT, exitCode, "IMAP " + state + ": told by a test|time=1s"));
    }

    @Test
    void timeoutStillFailsOutsideActOn() {
        assertEquals("FAILS", seen(Set.of(Cause.ABSENT), 2, "IMAP CRITICAL [timeout/hello]: x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "garbled", "saturated/greeting", "tls"})
    void whatIsPutIntoActOnIsAFaultForTheOwnProbeAsWell(String cause) {
        String word = cause.replaceFirst("/.*", "");
        assertEquals("FAILS", seen(Set.of(Cause.of(word).orElseThrow()), 2, "IMAP CRITICAL [" + cause + "]: x"));
    }

    @Test
    void lookUpTimeoutIsNoFault() {
        assertEquals("CANNOT_TELL", seen(Set.of(Cause.TIMEOUT), 2, "IMAP CRITICAL [timeout/resolve]: x"));
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
    void aLineThatDoesNotFitItsExitCodeIsNoAnswer(int exitCode, String line) {
        assertEquals(ProbeOutcome.cannotTell("not a check's answer: " + line), read(DEFAULT, exitCode, line));
    }

    /** A node whose login finds no check, or that answers {@code bare} to it by its name and {@code installed} by its path. */
    private record Answers(String bare, String installed) implements CommandRunner {
        @Override
        public String name() {
            return "phys-a";
        }

        @Override
        public Command command(List<String> words) {
            boolean isPath = words.get(0).equals("/usr/lib/nagios/plugins/check_mail_daemon");
            return new Command(List.of("sh", "-c", isPath ? installed : bare));
        }
    }

    private static ProbeOutcome run(CommandRunner node) {
        return new NodeCheck(new ResultMeaning(DEFAULT))
                .run(node, List.of("check_mail_daemon", "-d", "imapd"), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 4", "exit 126", "exit 127", "exit 137", "kill -9 $$", "exit 254"})
    void aNodeThatWasReachedAndHasNoAnswerCannotTell(String script) {
        assertEquals("CANNOT_TELL", run(new Answers(script, script)).meaning().toString());
    }

    @Test
    void nodeUnreachableBySshIsNotReached() {
        assertEquals(
                ProbeOutcome.notReached("node phys-a cannot be asked: exit code 255: no route"),
                run(new Answers("echo no route >&2; exit 255", "")));
    }

    @Test
    void checkOutsideLoginPathIsFoundWhereInstalled() {
        assertEquals(
                ProbeOutcome.serves("DAEMON OK: there"), run(new Answers("exit 127", "echo 'DAEMON OK: there|x=1'")));
        assertEquals(
                ProbeOutcome.cannotTell(
                        "check_mail_daemon is not found on node phys-a, neither in the PATH of its login"
                                + " nor in /usr/lib/nagios/plugins/: install hamail there"),
                run(new Answers("exit 127", "exit 127")));
    }

    @Test
    void localStartFailureSaysNothingOfNode() {
        CommandRunner node = new CommandRunner() {
            @Override
            public String name() {
                return "phys-a";
            }

            @Override
            public Command command(List<String> words) {
                return new Command(List.of("/nonexistent/ssh"));
            }
        };
        assertEquals(
                ProbeOutcome.cannotTell("node phys-a was not asked: /nonexistent/ssh is not an executable file"),
                run(node));
    }
}
