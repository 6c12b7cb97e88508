package org.hamail.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.directory.DirectoryProbe.DirectoryAnswer;
import org.hamail.net.TlsSession;
import org.hamail.plugin.Cause;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.Range;
import org.hamail.probe.ExpiryRule;
import org.hamail.probe.NetworkObservation;
import org.hamail.probe.Phase;
import org.hamail.probe.PhaseTimer.Timings;
import org.hamail.probe.Thresholds;
import org.hamail.support.TestAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryEvaluationTest {
    private static final Timings TIMINGS = new Timings(
            Duration.ofMillis(1500),
            new EnumMap<>(Map.of(Phase.CONNECT, Duration.ofMillis(250), Phase.COMMAND, Duration.ofMillis(1250))));
    private static final String FIGURES = "|time=1.5s;;;0;30 connect=0.25s;;;0 command=1.25s;;;0";

    @Test
    void anAnswerIsOkForBothRoles() {
        assertEquals(
                "DIRECTORY OK: user-group directory answered in 1.500 s" + FIGURES,
                judged(DirectoryRole.USER_GROUP, answered(true)));
        assertEquals(
                "DIRECTORY OK: config directory answered in 1.500 s" + FIGURES,
                judged(DirectoryRole.CONFIG, answered(true)));
    }

    @Test
    void failureStateFollowsRoleCauseBeginsSentence() {
        assertEquals(
                "DIRECTORY CRITICAL [directory]: refused: ldap1 port 389: connection refused" + FIGURES,
                judged(
                        DirectoryRole.USER_GROUP,
                        failed(Cause.REFUSED, Phase.CONNECT, "ldap1 port 389: connection refused")));
        assertEquals(
                "DIRECTORY WARNING [directory]: timeout/command: ldap1 port 389: no end" + FIGURES,
                judged(DirectoryRole.CONFIG, failed(Cause.TIMEOUT, Phase.COMMAND, "ldap1 port 389: no end")));
    }

    @Test
    void emptySearchThatMustFindIsMismatch() {
        assertEquals(
                "DIRECTORY CRITICAL [directory]: mismatch: the search found nothing, answered in 1.500 s" + FIGURES,
                judged(DirectoryRole.USER_GROUP, answered(false)));
        assertEquals(
                "DIRECTORY WARNING [directory]: mismatch: the search found nothing, answered in 1.500 s" + FIGURES,
                judged(DirectoryRole.CONFIG, answered(false)));
    }

    @Test
    void filterThatMatchesNothingHasStillBeenAnswered() {
        var judge = new DirectoryEvaluation(DirectoryRole.USER_GROUP, false, Thresholds.only(Duration.ofSeconds(30)));
        assertEquals(
                "DIRECTORY OK: user-group directory answered in 1.500 s, nothing matches the filter" + FIGURES,
                PluginOutput.line(judge.evaluate(answered(false))));
    }

    @Test
    void slowStateFollowsRole() {
        String figures = FIGURES.replace("1.5s;;;", "1.5s;1;1.2;");
        assertEquals(
                "DIRECTORY CRITICAL [directory]: slow: answered in 1.500 s" + figures,
                judged(DirectoryRole.USER_GROUP, answered(true), "1", "1.2"));
        assertEquals(
                "DIRECTORY WARNING [directory]: slow: answered in 1.500 s" + figures,
                judged(DirectoryRole.CONFIG, answered(true), "1", "1.2"));
        assertEquals(
                "DIRECTORY WARNING [directory]: slow: answered in 1.500 s" + FIGURES.replace("1.5s;;;", "1.5s;1;2;"),
                judged(DirectoryRole.USER_GROUP, answered(true), "1", "2"));
    }

    /** As -D of the mail check; a config directory is never worse than a warning. */
    @ParameterizedTest
    @CsvSource({
        "USER_GROUP, 200, CRITICAL [directory]: certificate: the certificate for ",
        "CONFIG, 200, WARNING [directory]: certificate: the certificate for ",
        "USER_GROUP, 100, WARNING [directory]: certificate: the certificate for ",
        "USER_GROUP, 5, 'OK: user-group directory answered in 1.500 s, certificate valid for 89 days, until '"
    })
    void certificatesMustStillBeValidForSomeDays(DirectoryRole role, int days, String line) {
        var start = Instant.parse("2030-01-01T00:00:00Z");
        var authority = new TestAuthority("authority", start, start.plus(Duration.ofDays(90)));
        var session = new TlsSession("TLSv1.3", "any", List.of(authority.certificate()));
        Clock clock = Clock.fixed(start.plusSeconds(1), ZoneOffset.UTC);
        var rule = new ExpiryRule(days, days - 50, clock);
        var judge = new DirectoryEvaluation(
                role,
                true,
                new Thresholds(Optional.empty(), Optional.empty(), Duration.ofSeconds(30), Optional.of(rule)));
        var seen = new NetworkObservation.Answered<>(
                new DirectoryAnswer(true), Optional.of(session), "", TIMINGS, List.of(), List.of());
        String text = PluginOutput.line(judge.evaluate(seen));
        assertTrue(text.startsWith("DIRECTORY " + line), text);
    }

    private static String judged(DirectoryRole role, NetworkObservation<DirectoryAnswer> seen) {
        var judge = new DirectoryEvaluation(role, true, Thresholds.only(Duration.ofSeconds(30)));
        return PluginOutput.line(judge.evaluate(seen));
    }

    private static String judged(
            DirectoryRole role, NetworkObservation<DirectoryAnswer> seen, String warn, String crit) {
        var judge = new DirectoryEvaluation(
                role,
                true,
                new Thresholds(
                        Optional.of(Range.parse(warn)),
                        Optional.of(Range.parse(crit)),
                        Duration.ofSeconds(30),
                        Optional.empty()));
        return PluginOutput.line(judge.evaluate(seen));
    }

    private static NetworkObservation<DirectoryAnswer> answered(boolean found) {
        return new NetworkObservation.Answered<>(
                new DirectoryAnswer(found), Optional.empty(), "", TIMINGS, List.of(), List.of());
    }

    private static NetworkObservation<DirectoryAnswer> failed(Cause cause, Phase phase, String clause) {
        return new NetworkObservation.Failed<>(cause, phase, clause, TIMINGS, List.of(), List.of());
    }
}
