package org.hamail.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the monitoring core says how things stand now. */
public sealed interface CoreConfig {
    /** The status file of a Nagios or Naemon on this machine, {@code status_file} in its nagios.cfg. */
    record Nagios(Path statusFile) implements CoreConfig {}

    /** The API of Icinga 2; {@code ca} is a file of certificates, empty = those of the JVM. */
    record Icinga(URI url, String user, Path passwordFile, Optional<Path> ca) implements CoreConfig {}
}
