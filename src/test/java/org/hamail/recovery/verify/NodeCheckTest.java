package org.hamail.recovery.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
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
        return read(actOn, exitCode, line).getClass().getSimpleName();
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
    void everyAnswerHasItsMeaning(int exitCode, String state, String meaning) {
        assertEquals(meaning, seen(DEFAULT, exitCode, "IMAP " + state + ": told by a test|time=1s"));
    }

    @Test
    void aTimeoutStillFailsWhereActOnLeavesItOut() {
        assertEquals("Fails", seen(Set.of(Cause.ABSENT), 2, "IMAP CRITICAL [timeout/hello]: x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "garbled", "saturated/greeting", "tls"})
    void whatIsPutIntoActOnIsAFaultForTheOwnProbeAsWell(String cause) {
        String word = cause.replaceFirst("/.*", "");
        assertEquals("Fails", seen(Set.of(Cause.of(word).orElseThrow()), 2, "IMAP CRITICAL [" + cause + "]: x"));
    }

    @Test
    void aLookUpThatDoesNotEndIsNoFaultAlthoughATimeoutIs() {
        assertEquals("CannotTell", seen(Set.of(Cause.TIMEOUT), 2, "IMAP CRITICAL [timeout/resolve]: x"));
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
        assertEquals(new ProbeOutcome.CannotTell("not a check's answer: " + line), read(DEFAULT, exitCode, line));
    }
}
