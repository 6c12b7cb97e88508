package org.hamail.model;

import java.time.Duration;
import java.util.Set;
import org.hamail.plugin.Cause;

/**
 * The numbers of the policy of one logical host, as configured.
 *
 * @param faultRules what is evidence, and how long it counts
 * @param retryCount restarts allowed within {@code retryInterval}; the next failure fails over
 * @param pingpongInterval no second failover within this, counted from the end of the first
 */
public record PolicySettings(
        PolicyMode mode,
        FaultRules faultRules,
        int retryCount,
        RestartScope restartScope,
        Duration pingpongInterval,
        StormLimit storm) {
    /** So many logical hosts may be acted on within {@code interval}; then it is a matter for people. */
    public record StormLimit(int logicalHosts, Duration interval) {
        public static final StormLimit USUAL = new StormLimit(2, Duration.ofMinutes(10));
    }

    /** The causes that are acted on. */
    public Set<Cause> actOn() {
        return faultRules.actOn();
    }

    /** The window in which weights add up and restarts are counted. */
    public Duration retryInterval() {
        return faultRules.window();
    }

    /** Successive remote timeouts before a takeover. */
    public int remoteFailures() {
        return faultRules.remoteFailures();
    }

    /** After a verified action, in which nothing is judged. */
    public Duration settle() {
        return faultRules.settle();
    }

    public int stormLimit() {
        return storm.logicalHosts();
    }

    public Duration stormInterval() {
        return storm.interval();
    }

    /** How far recovery may go. */
    public enum PolicyMode {
        /** It restarts, and moves the service to another node. */
        FAILOVER,
        /** It restarts, and leaves the service where it is. */
        RESTART_ONLY,
        /** It decides and records, and does nothing. */
        LOG_ONLY
    }

    /** What a restart restarts: all daemons of the instance, or the one that failed. */
    public enum RestartScope {
        INSTANCE,
        DAEMON
    }

    /**
     * How much proves that an action has helped.
     *
     * @param successes rounds of good probes in a row
     * @param timeout for the whole verification
     * @param probeTimeout for one probe of hamail's own, in a verification and before an action
     */
    public record VerificationLimits(int successes, Duration timeout, Duration probeTimeout) {}
}
