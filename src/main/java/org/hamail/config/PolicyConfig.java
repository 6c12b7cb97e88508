package org.hamail.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.PolicyMode;
import org.hamail.model.RestartScope;

/**
 * When recovery acts on a logical host, and how far it goes.
 *
 * @param actOn words of causes, {@code absent} and {@code timeout} by default
 * @param retryCount restarts allowed within {@code retryInterval}; the next failure fails over
 * @param remoteFailures successive remote timeouts before a takeover
 * @param restartScope empty = as the profile has it
 * @param settle after an action nothing is judged for this long
 * @param verifySuccesses good protocol probes before an action counts as done
 * @param confirmTimeout time limit of each probe that the worker makes itself
 * @param pingpongInterval no second failover within this, counted from the end of the first
 */
public record PolicyConfig(
        PolicyMode mode,
        Set<String> actOn,
        int retryCount,
        Duration retryInterval,
        int remoteFailures,
        Optional<RestartScope> restartScope,
        Duration settle,
        int verifySuccesses,
        Duration verifyTimeout,
        Duration confirmTimeout,
        Duration pingpongInterval) {
    /** What is in force where the configuration is silent. */
    public static final PolicyConfig DEFAULT = new PolicyConfig(
            PolicyMode.FAILOVER,
            Set.of("absent", "timeout"),
            2,
            Duration.ofHours(1),
            2,
            Optional.empty(),
            Duration.ofMinutes(2),
            2,
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofHours(1));

    public PolicyConfig {
        actOn = Set.copyOf(actOn);
    }
}
