package org.hamail.program;

import java.util.Optional;
import org.hamail.config.HamailConfig;
import org.hamail.config.ProfileConfig;

/** Finds a profile: the administrator's, else the built-in one of that name. */
final class Profiles {
    private Profiles() {}

    static ProfileConfig of(HamailConfig config, String name) {
        return Optional.ofNullable(config.profiles().get(name)).orElseThrow();
    }
}
