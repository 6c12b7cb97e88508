package org.hamail.config;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.TlsMode;

/**
 * An LDAP directory.
 *
 * @param base of the search; empty = only asked whether it answers
 * @param timeout for the whole conversation
 */
public record DirectoryConfig(String host, int port, TlsMode tls, Optional<String> base, Duration timeout) {
    static final Keys KEYS = new Keys("a directory");
    private static final int LDAP = 389;
    private static final int LDAPS = 636;
    private static final Set<Integer> IMPLICIT_PORTS = Set.of(LDAPS, 3269);
    private static final Key<String> HOST = KEYS.needed("host", Names.SERVER, "name or address");
    private static final Key<Integer> PORT =
            KEYS.optional("port", ValueKind.number(1, 65535), LDAP + ", implicit " + LDAPS, "where it listens");
    private static final Key<TlsMode> TLS =
            KEYS.usual("tls", ValueKind.choice(TlsMode.values()), TlsMode.NONE, "how it is asked");
    private static final Key<String> BASE =
            KEYS.optional("base", ValueKind.text("DN"), "the root entry", "below which is asked");
    private static final Key<Duration> TIMEOUT =
            KEYS.usual("timeout", ValueKind.limit(), Duration.ofSeconds(30), "of the whole question");

    static DirectoryConfig read(Section keys) {
        Optional<Integer> port = keys.get(PORT);
        TlsMode tls = keys.usual(TLS);
        if (port.isPresent() && tls != TlsMode.IMPLICIT && IMPLICIT_PORTS.contains(port.get())) {
            String advice = "without tls: implicit the directory does not answer";
            keys.warn(PORT, "port " + port.get() + " is known for implicit TLS; " + advice);
        }
        String host = keys.get(HOST).orElse("");
        int number = port.orElse(tls == TlsMode.IMPLICIT ? LDAPS : LDAP);
        return keys.only(KEYS, new DirectoryConfig(host, number, tls, keys.get(BASE), keys.usual(TIMEOUT)));
    }
}
