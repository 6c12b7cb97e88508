package org.hamail.config;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.plugin.Cause;

/** When recovery acts on a logical host, how far it goes, and what proves that it has helped. */
public record PolicyConfig(PolicySettings settings, VerificationLimits verification) {
    static final Keys KEYS = new Keys("`policy`");
    static final Key<PolicyMode> MODE = KEYS.usual(
            "mode",
            ValueKind.choice(PolicyMode.values()),
            PolicyMode.FAILOVER,
            "how far it goes; log-only: decide and record, do nothing");
    private static final Key<Set<Cause>> ACT_ON = KEYS.usual(
            "act_on",
            new CauseList(),
            EnumSet.of(Cause.ABSENT, Cause.TIMEOUT),
            "causes that lead to action; blind, usage, internal, dns, unreachable, directory and timeout/resolve never do");
    private static final Key<Integer> RETRY_COUNT = KEYS.usual(
            "retry_count", ValueKind.number(0, 1000), 2, "restarts within retry_interval; the next failure fails over");
    private static final Key<Duration> RETRY_INTERVAL =
            KEYS.usual("retry_interval", ValueKind.time(), Duration.ofHours(1), "the window in which failures add up");
    private static final Key<Integer> REMOTE_FAILURES = KEYS.usual(
            "remote_failures",
            ValueKind.number(1, 100),
            2,
            "successive timeouts seen from elsewhere before a takeover");
    private static final Key<RestartScope> RESTART_SCOPE = KEYS.optional(
            "restart_scope",
            ValueKind.choice(RestartScope.values()),
            "the profile's",
            "all daemons of the instance together, or the daemon alone");
    private static final Key<Duration> SETTLE = KEYS.usual(
            "settle", ValueKind.time(), Duration.ofMinutes(2), "after a verified action nothing is judged for so long");
    private static final Key<Integer> VERIFY_SUCCESSES = KEYS.usual(
            "verify_successes",
            ValueKind.number(1, 1000),
            2,
            "good probes of every daemon in a row before an action counts as done");
    private static final Key<Duration> VERIFY_TIMEOUT =
            KEYS.usual("verify_timeout", ValueKind.limit(), Duration.ofMinutes(5), "how long to wait for them");
    private static final Key<Duration> CONFIRM_TIMEOUT = KEYS.usual(
            "confirm_timeout", ValueKind.limit(), Duration.ofSeconds(30), "of each probe that the worker makes itself");
    private static final Key<Duration> PINGPONG_INTERVAL = KEYS.usual(
            "pingpong_interval",
            ValueKind.time(),
            Duration.ofHours(1),
            "no second failover before, counted from the end of the first");
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofMinutes(11);

    /** {@code scope} is the profile's. */
    static PolicyConfig read(Section keys, RestartScope scope) {
        var rules = new FaultRules(
                keys.usual(ACT_ON), keys.usual(REMOTE_FAILURES), keys.usual(RETRY_INTERVAL), keys.usual(SETTLE));
        PolicySettings settings = settings(keys, rules, scope);
        keys.value(RETRY_INTERVAL).ifPresent(value -> warnWhereTooShort(value, rules));
        var verification = new VerificationLimits(
                keys.usual(VERIFY_SUCCESSES), keys.usual(VERIFY_TIMEOUT), keys.usual(CONFIRM_TIMEOUT));
        if (isNeverMet(verification)) {
            warnOfVerification(keys, verification);
        }
        return keys.only(KEYS, new PolicyConfig(settings, verification));
    }

    private static PolicySettings settings(Section keys, FaultRules rules, RestartScope scope) {
        return new PolicySettings(
                keys.usual(MODE),
                rules,
                keys.usual(RETRY_COUNT),
                keys.get(RESTART_SCOPE).orElse(scope),
                keys.usual(PINGPONG_INTERVAL),
                PolicySettings.StormLimit.USUAL);
    }

    /** The probes of a verification are a second apart, the first comes at once. */
    private static boolean isNeverMet(VerificationLimits limits) {
        return limits.timeout().compareTo(Duration.ofSeconds(limits.successes() - 1L)) <= 0;
    }

    private static void warnOfVerification(Section keys, VerificationLimits limits) {
        String consequence = " a second apart: no action could be verified";
        if (keys.has(VERIFY_TIMEOUT)) {
            keys.warn(VERIFY_TIMEOUT, "too short for " + limits.successes() + " good probes," + consequence);
        } else {
            String timeout = limits.timeout().toSeconds() + "s";
            keys.warn(VERIFY_SUCCESSES, "too many for a verify_timeout of " + timeout + " with probes" + consequence);
        }
    }

    /** Failures that lie further apart than the window never add up. */
    private static void warnWhereTooShort(Value value, FaultRules rules) {
        int failures = Math.max(2, rules.remoteFailures());
        Duration needed = CHECK_INTERVAL.plus(PROBE_TIMEOUT).multipliedBy(failures);
        if (rules.window().compareTo(needed) < 0) {
            value.warn("too short for " + failures
                    + " timeouts: with a check every 60s and a time limit of 660s they take " + needed.toSeconds()
                    + "s, and never add up");
        }
    }
}
