package org.hamail.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Durations;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Problems;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.YamlNode;
import org.hamail.model.PolicyMode;
import org.hamail.model.RestartScope;

/** Reads the policy of a logical host. */
final class PolicyReader {
    private static final PolicyConfig DEFAULT = PolicyConfig.DEFAULT;
    private static final List<String> CAUSES = List.of(
            "absent",
            "timeout",
            "saturated",
            "refused",
            "reset",
            "closed",
            "garbled",
            "rejected",
            "tempfail",
            "tls",
            "certificate",
            "auth",
            "mismatch",
            "slow",
            "too-many",
            "stale",
            "too-few",
            "undelivered");
    private static final List<String> NEVER = List.of("blind", "usage", "internal", "directory", "dns", "unreachable");
    private static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofMinutes(11);

    private PolicyReader() {}

    static PolicyConfig read(Section keys) {
        var policy = new PolicyConfig(
                keys.get("mode")
                        .flatMap(value -> Names.choice(value, PolicyMode.values()))
                        .orElse(DEFAULT.mode()),
                keys.get("act_on").map(PolicyReader::causes).orElse(DEFAULT.actOn()),
                number(keys.get("retry_count"), 0, 1000, DEFAULT.retryCount()),
                keys.get("retry_interval").flatMap(Durations::read).orElse(DEFAULT.retryInterval()),
                number(keys.get("remote_failures"), 1, 100, DEFAULT.remoteFailures()),
                keys.get("restart_scope").flatMap(value -> Names.choice(value, RestartScope.values())),
                keys.get("settle").flatMap(Durations::read).orElse(DEFAULT.settle()),
                number(keys.get("verify_successes"), 1, 1000, DEFAULT.verifySuccesses()),
                limit(keys.get("verify_timeout"), DEFAULT.verifyTimeout()),
                limit(keys.get("confirm_timeout"), DEFAULT.confirmTimeout()),
                keys.get("pingpong_interval").flatMap(Durations::read).orElse(DEFAULT.pingpongInterval()));
        keys.get("retry_interval").ifPresent(value -> warnWhereTooShort(value, policy));
        keys.refuseOthers();
        return policy;
    }

    private static Set<String> causes(Value value) {
        var causes = new LinkedHashSet<String>();
        List<Value> items = value.itemsOrNone();
        if (items.isEmpty() && value.node() instanceof YamlNode.Listing) {
            value.warn("nothing is acted on; mode: log-only says that more clearly");
        }
        for (Value item : items) {
            Optional<String> word = item.text();
            word.ifPresent(cause -> checkCause(item, cause));
            if (word.isPresent() && !causes.add(word.get())) {
                item.problem("'" + Problems.shown(word.get()) + "' is there twice");
            }
        }
        return causes;
    }

    private static void checkCause(Value item, String word) {
        if (NEVER.contains(word)) {
            item.problem("'" + word + "' can never be acted on");
        } else if (!CAUSES.contains(word)) {
            item.problem("'" + Problems.shown(word) + "' is not a cause; known are " + String.join(", ", CAUSES));
        }
    }

    private static int number(Optional<Value> value, int least, int most, int otherwise) {
        return value.flatMap(it -> it.integer(least, most)).orElse(otherwise);
    }

    private static Duration limit(Optional<Value> value, Duration otherwise) {
        return value.flatMap(Durations::readPositive).orElse(otherwise);
    }

    /** Failures that lie further apart than the window never add up. */
    private static void warnWhereTooShort(Value value, PolicyConfig policy) {
        int failures = Math.max(2, policy.remoteFailures());
        Duration needed = CHECK_INTERVAL.plus(PROBE_TIMEOUT).multipliedBy(failures);
        if (policy.retryInterval().compareTo(needed) < 0) {
            value.warn(
                    "cannot hold " + failures + " timeouts: with a check every 60s and a time limit of 660s they take "
                            + needed.toSeconds() + "s, and never add up");
        }
    }
}
