package org.hamail.config;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.TlsMode;

/**
 * An LDAP directory.
 *
 * @param base of the search; empty = only asked whether it answers
 * @param timeout for the whole conversation
 */
public record DirectoryConfig(String host, int port, TlsMode tls, Optional<String> base, Duration timeout) {
    /** The time limit unless the configuration says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
}
