package org.hamail.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.config.yaml.ValueKind;
import org.hamail.config.yaml.YamlNode;

/**
 * The mail server of a logical host.
 *
 * @param profile a name that exists: built in, or in the configuration
 * @param serverRoot the complete installation, absolute; at most one on a logical host
 * @param instance the folder of the one instance below the server root, e.g. {@code msg-mail1}
 */
public record ServerConfig(String profile, Optional<Path> serverRoot, Optional<String> instance, Binaries binaries) {
    /** The profile where none is named. */
    public static final String DEFAULT_PROFILE = "netscape-4.1";

    static final Keys KEYS = new Keys("`server`");
    private static final Key<String> PROFILE = KEYS.usual(
            "profile",
            ValueKind.text("name"),
            DEFAULT_PROFILE,
            String.join(", ", ProfileConfig.BUILT_IN) + ", or one of `profiles`");
    static final Key<Path> SERVER_ROOT = KEYS.optional(
            "server_root", ValueKind.path(), "none", "the installation, an absolute path; one for each logical host");
    private static final Key<String> INSTANCE =
            KEYS.optional("instance", Names.FOLDER, "none", "its instance, a folder msg-NAME");
    private static final Key<Binaries> BINARIES = KEYS.usual(
            "binaries",
            ValueKind.choice(Binaries.values()),
            Binaries.LOCAL,
            "local, or shared by the nodes: whether `hamail upgrade` can go node by node");

    static final ServerConfig DEFAULT =
            new ServerConfig(DEFAULT_PROFILE, Optional.empty(), Optional.empty(), Binaries.LOCAL);

    /** Where the programs of the server lie: on each node, or once on the shared disk. */
    public enum Binaries {
        LOCAL,
        SHARED
    }

    /** {@code profiles}: the names of all that there are. */
    static ServerConfig read(Section keys, List<String> profiles) {
        Optional<String> profile = keys.value(PROFILE).flatMap(name -> name.oneOf(profiles));
        Optional<Path> root = one(keys, SERVER_ROOT, "a logical host has one server root");
        Optional<String> instance = one(keys, INSTANCE, "a server root has one instance");
        if (!keys.has(SERVER_ROOT)) {
            keys.problem(INSTANCE, "an instance needs its server_root");
        }
        return keys.only(KEYS, new ServerConfig(profile.orElse(DEFAULT_PROFILE), root, instance, keys.usual(BINARIES)));
    }

    private static <T> Optional<T> one(Section keys, Key<T> key, String fact) {
        Optional<Value> value = keys.value(key);
        if (value.isPresent() && value.get().node() instanceof YamlNode.Listing) {
            value.get().problem(fact + ", not a list of them");
            return Optional.empty();
        }
        return keys.get(key);
    }
}
