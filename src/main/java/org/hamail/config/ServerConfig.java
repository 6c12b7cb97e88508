package org.hamail.config;

import java.nio.file.Path;
import java.util.Optional;

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

    static final ServerConfig DEFAULT =
            new ServerConfig(DEFAULT_PROFILE, Optional.empty(), Optional.empty(), Binaries.LOCAL);

    /** Where the programs of the server lie: on each node, or once on the shared disk. */
    public enum Binaries {
        LOCAL,
        SHARED
    }
}
