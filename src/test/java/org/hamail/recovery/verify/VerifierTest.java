package org.hamail.recovery.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.time.Standstill;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private long now = 1;
    private int looks;
    private int successes = 1;
    private List<String> roles = List.of("imapd");
    private final Standstill standstill = Standstill.of(() -> now, () -> 0);

    @Test
    void verificationWhoseTimePassedInSleepBeginsAnew() {
        Verifier.Verdict verdict = verifier(role -> {
                    looks++;
                    now += looks == 1 ? Duration.ofHours(1).toNanos() : 1;
                    return looks == 1 ? ProbeOutcome.fails("nobody listens") : ProbeOutcome.serves("OK");
                })
                .verify("phys-a");
        assertEquals(new Verifier.Verdict(true, true, "1 role served"), verdict);
        assertEquals(2, looks);
    }

    @Test
    void verificationThatFailsWithoutSleepHasFailed() {
        Verifier.Verdict verdict = verifier(role -> {
                    looks++;
                    return ProbeOutcome.fails("nobody listens");
                })
                .verify("phys-a");
        assertEquals(new Verifier.Verdict(false, true, "not verified within 10 s: imapd: nobody listens"), verdict);
        assertEquals(10, looks);
    }

    /** A hung server: the second probe has 4 s instead of 5, which nobody has configured. */
    @Test
    void theProbeThatTheVerificationCutsOffDoesNotTellItsRest() {
        Verifier.Verdict verdict = verifier(this::hang).verify("phys-a");
        assertEquals(
                new Verifier.Verdict(false, true, "not verified within 10 s: imapd: timed out after 5000 ms"), verdict);
        assertEquals(2, looks);
    }

    @Test
    void theOnlyProbeOfAVerificationSaysThatItWasCutOff() {
        successes = 2;
        Verifier.Verdict verdict = verifier((role, limit) -> {
                    pass(looks++ == 0 ? Duration.ofMillis(7500) : limit);
                    return looks == 1
                            ? ProbeOutcome.serves("OK")
                            : ProbeOutcome.fails("timed out after " + limit.toMillis() + " ms");
                })
                .verify("phys-a");
        assertEquals(
                new Verifier.Verdict(
                        false,
                        true,
                        "not verified within 10 s: imapd: timed out after 1500 ms, which was left of verify_timeout"),
                verdict);
    }

    /** A server that refused, served, and hangs now: what it did before it served is not why it is not verified. */
    @Test
    void failureBeforeAnOkIsNotTold() {
        successes = 2;
        Verifier.Verdict verdict = verifier((role, limit) -> {
                    looks++;
                    if (looks == 1) {
                        return ProbeOutcome.fails("connection refused");
                    }
                    pass(looks == 2 ? Duration.ofMillis(4500) : limit);
                    return looks == 2
                            ? ProbeOutcome.serves("OK")
                            : ProbeOutcome.fails("timed out after " + limit.toMillis() + " ms");
                })
                .verify("phys-a");
        assertEquals(
                new Verifier.Verdict(
                        false,
                        true,
                        "not verified within 10 s: imapd: timed out after 3500 ms, which was left of verify_timeout"),
                verdict);
    }

    /** The first role refused at first and has served since; the second one hangs, and its probe is cut off. */
    @Test
    void failureOfRoleThatHasServedSinceIsNotTold() {
        roles = List.of("smtpd", "imapd");
        Verifier.Verdict verdict = verifier((role, limit) -> {
                    looks++;
                    if (looks == 1) {
                        pass(limit);
                        return ProbeOutcome.fails("timed out after " + limit.toMillis() + " ms");
                    }
                    return role.equals("smtpd") ? ProbeOutcome.serves("OK") : hang(role, limit);
                })
                .verify("phys-a");
        assertEquals(
                new Verifier.Verdict(
                        false,
                        true,
                        "not verified within 10 s: imapd: timed out after 4000 ms, which was left of verify_timeout"),
                verdict);
    }

    private ProbeOutcome hang(String role, Duration limit) {
        looks++;
        pass(limit);
        return ProbeOutcome.fails("timed out after " + limit.toMillis() + " ms");
    }

    /** As time passes for a process that runs. */
    private void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 100) {
            now += Duration.ofMillis(Math.min(100, left)).toNanos();
            standstill.pulse();
        }
    }

    private interface Look {
        ProbeOutcome at(String role, Duration limit);
    }

    private interface QuickLook {
        ProbeOutcome at(String role);
    }

    private Verifier verifier(QuickLook look) {
        return verifier((role, limit) -> look.at(role));
    }

    private Verifier verifier(Look look) {
        var probe = new RoleProbe() {
            @Override
            public ProbeOutcome look(String role, String node, Duration limit) {
                return look.at(role, limit);
            }

            @Override
            public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
                return look.at(role, limit);
            }
        };
        var limits = new VerificationLimits(successes, Duration.ofSeconds(10), Duration.ofSeconds(5));
        return new Verifier(
                probe,
                roles,
                limits,
                () -> now,
                pause -> {
                    now += pause.toNanos();
                    standstill.pulse();
                },
                standstill);
    }
}
