package org.hamail.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;

/** How the API of an Icinga 2 is reached; {@code ca} is a file of certificates, empty = those of the JVM. */
public record IcingaApi(URI url, String user, Path passwordFile, Optional<Path> ca) {
    static final Keys KEYS = new Keys("the API of Icinga 2");
    private static final Key<URI> URL = KEYS.needed("url", new HttpUrl(), "https://HOST:5665");
    private static final Key<String> USER = // no colon: RFC 7617, 2
            KEYS.needed("user", ValueKind.text("name", "[^:]+", "a name without colons"), "the ApiUser");
    private static final Key<Path> PASSWORD_FILE =
            KEYS.needed("password_file", ValueKind.path(), "a file that others cannot read");
    private static final Key<Path> CA =
            KEYS.optional("ca", ValueKind.path(), "Java's own", "the authorities to trust, in PEM");

    /** The file where none can be read from the configuration, which has been reported then. */
    static final Path NO_FILE = Path.of("/");

    static IcingaApi read(Section keys) {
        return new IcingaApi(
                keys.get(URL).orElse(HttpUrl.NONE),
                keys.get(USER).orElse(""),
                keys.get(PASSWORD_FILE).orElse(NO_FILE),
                keys.get(CA));
    }
}
