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

    private interface Look {
        ProbeOutcome at(String role);
    }

    private Verifier verifier(Look look) {
        var probe = new RoleProbe() {
            @Override
            public ProbeOutcome look(String role, String node, Duration limit) {
                return look.at(role);
            }

            @Override
            public ProbeOutcome lookOnNode(String role, String node, Duration limit) {
                return look.at(role);
            }
        };
        var limits = new VerificationLimits(1, Duration.ofSeconds(10), Duration.ofSeconds(5));
        return new Verifier(
                probe,
                List.of("imapd"),
                limits,
                () -> now,
                pause -> {
                    now += pause.toNanos();
                    standstill.pulse();
                },
                standstill);
    }
}
