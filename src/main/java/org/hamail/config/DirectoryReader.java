package org.hamail.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Durations;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.Value;
import org.hamail.model.TlsMode;

/** Reads how to ask an LDAP directory. */
final class DirectoryReader {
    private static final Set<Integer> IMPLICIT_PORTS = Set.of(636, 3269);

    private DirectoryReader() {}

    static DirectoryConfig read(Section keys) {
        Optional<String> host = keys.need("host").flatMap(Names::server);
        Optional<Integer> port = keys.get("port").flatMap(value -> value.integer(1, 65535));
        TlsMode tls = keys.get("tls")
                .flatMap(value -> Names.choice(value, TlsMode.values()))
                .orElse(TlsMode.NONE);
        if (port.isPresent() && tls != TlsMode.IMPLICIT && IMPLICIT_PORTS.contains(port.get())) {
            keys.get("port")
                    .ifPresent(value -> value.warn("port " + port.get()
                            + " is known for implicit TLS; without tls: implicit the directory does not answer"));
        }
        Optional<String> base = keys.get("base").flatMap(Value::text);
        Duration timeout = keys.get("timeout").flatMap(Durations::readPositive).orElse(DirectoryConfig.DEFAULT_TIMEOUT);
        keys.refuseOthers();
        return new DirectoryConfig(
                host.orElse(""), port.orElse(tls == TlsMode.IMPLICIT ? 636 : 389), tls, base, timeout);
    }
}
