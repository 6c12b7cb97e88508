package org.hamail.simulator;

import java.time.Duration;
import java.util.Set;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.plugin.Cause;

/** How a world is set up. */
final class Settings {
    final PolicySettings policy;
    final long reconcileEvery;
    private final int cores;

    Settings(Dice dice) {
        int mode = dice.below(10);
        this.policy =
                policy(mode == 0 ? PolicyMode.LOG_ONLY : mode == 1 ? PolicyMode.RESTART_ONLY : PolicyMode.FAILOVER);
        this.reconcileEvery = 60_000L * (1 + dice.below(5));
        this.cores = dice.below(16);
    }

    boolean icinga(int server) {
        return (cores >> server & 1) != 0;
    }

    boolean core(int server) {
        return (cores >> (2 + server) & 1) != 0;
    }

    private static PolicySettings policy(PolicyMode mode) {
        return new PolicySettings(
                mode,
                new FaultRules(Set.of(Cause.ABSENT, Cause.TIMEOUT), 2, Duration.ofHours(1), Duration.ofMinutes(2)),
                2,
                RestartScope.INSTANCE,
                Duration.ofHours(1),
                PolicySettings.StormLimit.USUAL);
    }
}
