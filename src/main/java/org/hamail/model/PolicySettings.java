package org.hamail.model;

import java.time.Duration;
import java.util.Set;
import org.hamail.plugin.Cause;

/**
 * The numbers of the policy of one logical host, as configured.
 *
 * @param retryCount restarts allowed within {@code retryInterval}; the next failure fails over
 * @param remoteFailures successive remote timeouts before a takeover
 * @param stormLimit logical hosts acted on within {@code stormInterval} before people are called
 */
public record PolicySettings(
        PolicyMode mode,
        Set<Cause> actOn,
        int retryCount,
        Duration retryInterval,
        int remoteFailures,
        RestartScope restartScope,
        Duration settle,
        Duration pingpongInterval,
        int stormLimit,
        Duration stormInterval) {
    public PolicySettings {
        actOn = Set.copyOf(actOn);
    }

    /** The part of it that decides what is evidence. */
    public FaultRules faultRules() {
        return new FaultRules(actOn, remoteFailures, retryInterval, settle);
    }
}
