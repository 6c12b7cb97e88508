package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusAndCauseTest {
    @Test
    void exitCodesAreThoseOfTheGuidelines() {
        assertEquals(0, Status.OK.exitCode());
        assertEquals(1, Status.WARNING.exitCode());
        assertEquals(2, Status.CRITICAL.exitCode());
        assertEquals(3, Status.UNKNOWN.exitCode());
    }

    @Test
    void criticalOutranksUnknownOutranksWarning() {
        List<Status> byGravity = List.of(Status.OK, Status.WARNING, Status.UNKNOWN, Status.CRITICAL);
        for (int i = 0; i < byGravity.size(); i++) {
            for (int j = 0; j < byGravity.size(); j++) {
                assertEquals(byGravity.get(Math.max(i, j)), byGravity.get(i).worseOf(byGravity.get(j)));
            }
        }
    }

    @Test
    void everyCauseIsKnownByItsWordAlone() {
        for (Cause cause : Cause.values()) {
            assertEquals(Optional.of(cause), Cause.of(cause.word()));
        }
        assertEquals(Optional.empty(), Cause.of("Timeout"));
        assertEquals(Optional.empty(), Cause.of(""));
    }

    @Test
    void causesHaveTheStatesOfTheContract() {
        for (Cause cause : List.of(Cause.TEMPFAIL, Cause.MISMATCH, Cause.STALE, Cause.SLOW)) {
            assertEquals(Status.WARNING, cause.status(), cause.word());
        }
        for (Cause cause : List.of(Cause.BLIND, Cause.USAGE, Cause.INTERNAL)) {
            assertEquals(Status.UNKNOWN, cause.status(), cause.word());
        }
        for (Cause cause : List.of(
                Cause.ABSENT,
                Cause.TIMEOUT,
                Cause.REFUSED,
                Cause.RESET,
                Cause.CLOSED,
                Cause.UNREACHABLE,
                Cause.GARBLED,
                Cause.REJECTED,
                Cause.TLS,
                Cause.CERTIFICATE,
                Cause.AUTH,
                Cause.DNS,
                Cause.UNDELIVERED)) {
            assertEquals(Status.CRITICAL, cause.status(), cause.word());
        }
    }

    @Test
    void resultThatIsNotOkMustSayWhy() {
        assertThrows(IllegalArgumentException.class, () -> CheckResult.ok("A", "b", List.of())
                .withStatus(Status.WARNING));
        assertThrows(IllegalArgumentException.class, () -> CheckResult.ok("A", "b", List.of())
                .withPhase("hello"));
    }

    @Test
    void gravestCountsUntilCauseIsGivenAnotherState() {
        CheckResult found = CheckResult.worst(List.of(
                        CheckResult.of("A", Cause.MISMATCH, "first warning"),
                        CheckResult.of("A", Cause.CERTIFICATE, "first critical"),
                        CheckResult.of("A", Cause.AUTH, "second critical"),
                        CheckResult.of("A", Cause.SLOW, "second warning")))
                .withDetails(List.of("d"));
        assertEquals("first critical", found.sentence());
        assertEquals(3, found.others().size());
        assertEquals("first critical", found.restated(Map.of()).sentence());
        CheckResult without = found.restated(Map.of(Cause.CERTIFICATE, Status.OK));
        assertEquals("second critical", without.sentence());
        assertEquals(List.of("d"), without.details());
        assertEquals(
                "first warning",
                found.restated(Map.of(Cause.CERTIFICATE, Status.OK, Cause.AUTH, Status.OK))
                        .sentence());
        assertEquals(
                "second warning",
                found.restated(Map.of(Cause.CERTIFICATE, Status.OK, Cause.AUTH, Status.OK, Cause.SLOW, Status.UNKNOWN))
                        .sentence());
    }

    @Test
    void aSingleResultIsRestatedToo() {
        CheckResult result = CheckResult.of("A", Cause.REFUSED, "b").restated(Map.of(Cause.REFUSED, Status.OK));
        assertEquals(Status.OK, result.status());
        assertEquals(Optional.of(Cause.REFUSED), result.cause());
        CheckResult fine = CheckResult.ok("A", "b", List.of());
        assertEquals(fine, fine.restated(Map.of(Cause.REFUSED, Status.CRITICAL)));
    }

    @Test
    void changesLeaveTheRestOfAResultAlone() {
        CheckResult result =
                CheckResult.of("A", Cause.TIMEOUT, "b").withPhase("hello").withDetails(List.of("d"));
        assertEquals("c", result.withSentence("c").sentence());
        assertEquals(List.of("d"), result.withSentence("c").details());
        assertEquals(Optional.of("hello"), result.withStatus(Status.OK).phase());
    }
}
