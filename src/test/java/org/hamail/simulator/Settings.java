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
    /** Whether the daemons run on the idle node as well. */
    final boolean idleRuns;

    private final int cores;
    private final boolean[] ofNodes = new boolean[2];

    Settings(Dice dice) {
        int mode = dice.below(10);
        this.policy =
                policy(mode == 0 ? PolicyMode.LOG_ONLY : mode == 1 ? PolicyMode.RESTART_ONLY : PolicyMode.FAILOVER);
        this.reconcileEvery = 60_000L * (1 + dice.below(5));
        this.cores = dice.below(16);
        this.idleRuns = dice.chance(50);
        for (int server = 0; server < ofNodes.length; server++) {
            ofNodes[server] = dice.chance(25);
        }
    }

    boolean icinga(int server) {
        return (cores >> server & 1) != 0;
    }

    boolean core(int server) {
        return (cores >> (2 + server) & 1) != 0;
    }

    /** Whether the local checks of {@code server} watch each node apart, and its reports name the node. */
    boolean ofNodes(int server) {
        return ofNodes[server];
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
