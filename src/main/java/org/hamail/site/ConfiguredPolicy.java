package org.hamail.site;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.PolicyConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;
import org.hamail.model.PolicySettings;
import org.hamail.plugin.Cause;

/** What the configuration says of the policy of a logical host. */
public final class ConfiguredPolicy {
    private static final int STORM_LIMIT = 2;
    private static final Duration STORM_INTERVAL = Duration.ofMinutes(10);

    private ConfiguredPolicy() {}

    /** What serves on {@code logicalHost}. */
    public static ProfileConfig profile(HamailConfig config, LogicalHostConfig logicalHost) {
        return new Profiles(config.profiles())
                .find(logicalHost.server().profile())
                .orElseThrow(); // the configuration names no profile that is not there
    }

    /** The numbers of the policy, and how much of the service a restart restarts. */
    static PolicySettings settings(HamailConfig config, LogicalHostConfig logicalHost) {
        PolicyConfig policy = logicalHost.policy();
        ProfileConfig profile = profile(config, logicalHost);
        Set<Cause> actOn = policy.actOn().stream()
                .map(word -> Cause.of(word).orElseThrow())
                .collect(Collectors.toSet());
        return new PolicySettings(
                policy.mode(),
                actOn,
                policy.retryCount(),
                policy.retryInterval(),
                policy.remoteFailures(),
                policy.restartScope().orElse(profile.restartScope()),
                policy.settle(),
                policy.pingpongInterval(),
                STORM_LIMIT,
                STORM_INTERVAL);
    }
}
