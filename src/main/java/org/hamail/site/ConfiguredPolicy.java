package org.hamail.site;

import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.config.Profiles;

/** What the configuration says of the policy of a logical host. */
public final class ConfiguredPolicy {

    private ConfiguredPolicy() {}

    /** What serves on {@code logicalHost}. */
    public static ProfileConfig profile(HamailConfig config, LogicalHostConfig logicalHost) {
        return new Profiles(config.profiles())
                .find(logicalHost.server().profile())
                .orElseThrow(); // the configuration names no profile that is not there
    }
}
