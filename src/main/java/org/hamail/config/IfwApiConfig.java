package org.hamail.config;

import java.nio.file.Path;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;

/**
 * Where the agent answers Icinga's {@code ifw-api} check command, and whom.
 *
 * @param ca whose certificates a caller may show; empty = none is asked for
 * @param user what a caller must say; empty = nothing
 * @param metrics whether {@code /metrics} is answered, too
 */
public record IfwApiConfig(
        String address,
        int port,
        Path certificate,
        Path key,
        Optional<Path> ca,
        Optional<String> user,
        Optional<Path> passwordFile,
        boolean metrics) {
    static final Keys KEYS = new Keys("`ifw_api` of the agent: checks for the CheckCommand ifw-api of Icinga 2.14");
    private static final Key<String> ADDRESS =
            KEYS.usual("address", Names.HOST, "127.0.0.1", "where it listens; 0.0.0.0 or :: is everywhere");
    private static final Key<Integer> PORT =
            KEYS.usual("port", ValueKind.number(1, 65535), 5668, "where it listens; `ifw_api_port`");
    private static final Key<Path> CERTIFICATE = KEYS.needed(
            "certificate", ValueKind.path(), "its own certificate and those between it and the authority, in PEM");
    private static final Key<Path> KEY =
            KEYS.needed("key", ValueKind.path(), "the key of it, in PEM; a file that others cannot read");
    private static final Key<Path> CA = KEYS.optional(
            "ca",
            ValueKind.path(),
            "needed",
            "unless there is a password; callers must show a certificate of these authorities, as Icinga does"
                    + " (/var/lib/icinga2/certs/ca.crt)");
    private static final Key<String> USER = KEYS.optional(
            "user", ValueKind.text("name", "[^:]+", "a name without colons"), "none", "`ifw_api_username`");
    private static final Key<Path> PASSWORD_FILE = KEYS.optional(
            "password_file",
            ValueKind.path(),
            "none",
            "the password in it, `ifw_api_password`; a file that others cannot read");
    private static final Key<String> METRICS = KEYS.usual(
            "metrics",
            ValueKind.text("on or off", "on|off", "on or off"),
            "off",
            "whether GET /metrics is answered there, too: the state of each logical host, for Prometheus");

    static IfwApiConfig read(Section keys) {
        requireCaller(keys);
        return keys.only(KEYS, values(keys));
    }

    private static void requireCaller(Section keys) {
        if (keys.has(USER) || keys.has(PASSWORD_FILE)) {
            keys.require(USER);
            keys.require(PASSWORD_FILE);
        } else {
            keys.require(CA); // somebody unknown may not use this machine to look at others
        }
    }

    private static IfwApiConfig values(Section keys) {
        return new IfwApiConfig(
                keys.usual(ADDRESS),
                keys.usual(PORT),
                keys.get(CERTIFICATE).orElse(IcingaApi.NO_FILE),
                keys.get(KEY).orElse(IcingaApi.NO_FILE),
                keys.get(CA),
                keys.get(USER),
                keys.get(PASSWORD_FILE),
                keys.usual(METRICS).equals("on"));
    }
}
