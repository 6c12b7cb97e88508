package org.hamail.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.model.NscaEncryption;

/** Where the agent's results go. */
public sealed interface SinkConfig {
    /** An NSCA daemon; {@code maxOutput} in bytes, 511 or 4095. */
    record Nsca(String host, int port, NscaEncryption encryption, Optional<Path> passwordFile, int maxOutput)
            implements SinkConfig {}

    /** The API of Icinga 2; {@code ca} is a file of certificates, empty = those of the JVM. */
    record Icinga(URI url, String user, Path passwordFile, Optional<Path> ca) implements SinkConfig {}

    /** An NRDP server. */
    record Nrdp(URI url, Path tokenFile, Optional<Path> ca) implements SinkConfig {}

    /** The command pipe of a monitoring core on this machine. */
    record CommandFile(Path path) implements SinkConfig {}
}
