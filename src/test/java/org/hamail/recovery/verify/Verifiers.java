package org.hamail.recovery.verify;

import java.util.List;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;
import org.hamail.time.Standstill;

/** Verifiers under a clock that only a simulation moves. */
public final class Verifiers {
    private Verifiers() {}

    /** One that notices by {@code running} that its program stood still. */
    public static Verifier of(
            RoleProbe probe,
            List<String> roles,
            VerificationLimits limits,
            Ticker ticker,
            Sleeper pause,
            Ticker running) {
        return new Verifier(probe, roles, limits, ticker, pause, Standstill.of(running, () -> 0));
    }
}
