package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hamail.probe.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTest {
    @ParameterizedTest
    @CsvSource({
        "absent, CRITICAL",
        "timeout, CRITICAL",
        "saturated, CRITICAL",
        "refused, CRITICAL",
        "reset, CRITICAL",
        "closed, CRITICAL",
        "unreachable, CRITICAL",
        "garbled, CRITICAL",
        "rejected, CRITICAL",
        "tempfail, WARNING",
        "tls, CRITICAL",
        "certificate, CRITICAL",
        "auth, CRITICAL",
        "mismatch, WARNING",
        "slow, WARNING",
        "dns, CRITICAL",
        "too-many, WARNING",
        "too-few, WARNING",
        "stale, WARNING",
        "undelivered, CRITICAL",
        "directory, CRITICAL",
        "blind, UNKNOWN",
        "usage, UNKNOWN",
        "internal, UNKNOWN",
        "paused, WARNING",
        "off, WARNING",
        "overdue, CRITICAL",
        "acting, WARNING",
        "failed, CRITICAL",
        "indeterminate, CRITICAL",
        "blocked, CRITICAL",
        "pending, CRITICAL",
        "held, CRITICAL",
        "unheard, CRITICAL"
    })
    void causesHaveTheirStates(String word, Status status) {
        assertEquals(Optional.of(status), Cause.of(word).map(Cause::status));
        assertEquals(Optional.of(word), Cause.of(word).map(Cause::word));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void wordsAreTheNamesInLowerCase(Cause cause) {
        assertEquals(cause.name().toLowerCase(Locale.ROOT).replace('_', '-'), cause.word());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TIMEOUT", "timeout/greeting", "timeouts", " timeout"})
    void wordOutsideTheListIsNoCause(String word) {
        assertEquals(Optional.empty(), Cause.of(word));
    }

    @ParameterizedTest
    @CsvSource({"OK, 0", "WARNING, 1", "CRITICAL, 2", "UNKNOWN, 3"})
    void statesHaveTheExitCodesOfTheGuidelines(Status status, int code) {
        assertEquals(code, status.exitCode());
    }

    @Test
    void criticalIsGraverThanUnknown() {
        Status[] byGravity = {Status.OK, Status.WARNING, Status.UNKNOWN, Status.CRITICAL};
        for (int i = 0; i < byGravity.length; i++) {
            for (int j = 0; j < byGravity.length; j++) {
                assertEquals(byGravity[Math.max(i, j)], byGravity[i].worseOf(byGravity[j]));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyPhaseOfConversationMayStandBehindTimeout(Phase phase) {
        assertEquals(Optional.of(Cause.TIMEOUT), Cause.of("timeout", Optional.of(phase.word())));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void everyPhaseButResolveMayBeSaturated(Phase phase) {
        assertEquals(
                phase == Phase.RESOLVE ? Optional.empty() : Optional.of(Cause.SATURATED),
                Cause.of("saturated", Optional.of(phase.word())));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void onlyTimeoutOfLookUpIsObserversOwn(Phase phase) {
        assertEquals(phase == Phase.RESOLVE, Cause.TIMEOUT.isNeverEvidence(Optional.of(phase.word())));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void whatTheObserverSuffersIsNeverEvidence(Cause cause) {
        var never = Set.of(Cause.DNS, Cause.UNREACHABLE, Cause.DIRECTORY, Cause.BLIND, Cause.USAGE, Cause.INTERNAL);
        assertEquals(never.contains(cause), cause.isNeverEvidence(Optional.empty()));
    }
}
