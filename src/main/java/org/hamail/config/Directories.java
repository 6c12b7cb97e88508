package org.hamail.config;

import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;

/** The directories behind a mail service. */
public record Directories(Optional<DirectoryConfig> config, Optional<DirectoryConfig> userGroup) {
    static final Directories NONE = new Directories(Optional.empty(), Optional.empty());
    static final Keys KEYS = new Keys("`directories`");
    private static final Key<Section> CONFIG = KEYS.optional(
            "config",
            ValueKind.section(),
            "not asked",
            "the configuration directory; never a reason to act or to hold");
    private static final Key<Section> USER_GROUP = KEYS.optional(
            "user_group", ValueKind.section(), "not asked", "users and groups; no failover while it does not answer");

    static Directories read(Section keys) {
        var directories = new Directories(
                keys.get(CONFIG).map(DirectoryConfig::read),
                keys.get(USER_GROUP).map(DirectoryConfig::read));
        keys.refuseOthers(KEYS);
        return directories;
    }
}
