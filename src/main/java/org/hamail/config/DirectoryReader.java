package org.hamail.config;

import java.time.Duration;
import java.util.Optional;

/** Reads how to ask an LDAP directory. */
final class DirectoryReader {
    private DirectoryReader() {}

    static DirectoryConfig read(Section keys) {
        Optional<String> host = keys.need("host").flatMap(Names::host);
        Optional<Integer> port = keys.get("port").flatMap(value -> value.integer(1, 65535));
        Tls tls = keys.get("tls")
                .flatMap(value -> Names.choice(value, Tls.values()))
                .orElse(Tls.NONE);
        Optional<String> base = keys.get("base").flatMap(Value::text);
        Duration timeout = keys.get("timeout").flatMap(Durations::readPositive).orElse(DirectoryConfig.DEFAULT_TIMEOUT);
        keys.refuseOthers();
        return new DirectoryConfig(host.orElse(""), port.orElse(tls == Tls.IMPLICIT ? 636 : 389), tls, base, timeout);
    }
}
