package org.hamail.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.NscaEncryption;

/** Where the agent's results go. */
public sealed interface SinkConfig {
    Key<String> KIND =
            Key.needed("kind", ValueKind.choice("nsca", "icinga", "nrdp", "command-file"), "the way that results go");

    /** Empty when not even its kind can be told. */
    static Optional<SinkConfig> read(Section keys) {
        Optional<String> kind = keys.get(KIND);
        if (kind.isEmpty()) {
            keys.refuseOthers(Nsca.KEYS, Icinga.KEYS, Nrdp.KEYS, CommandFile.KEYS);
        }
        return kind.map(word -> read(word, keys));
    }

    private static SinkConfig read(String kind, Section keys) {
        return switch (kind) {
            case "nsca" -> Nsca.read(keys);
            case "icinga" -> Icinga.read(keys);
            case "nrdp" -> Nrdp.read(keys);
            default -> CommandFile.read(keys);
        };
    }

    /** An NSCA daemon; {@code maxOutput} in bytes, 511 or 4095. */
    record Nsca(String host, int port, NscaEncryption encryption, Optional<Path> passwordFile, int maxOutput)
            implements SinkConfig {
        static final Keys KEYS = new Keys("a sink of kind nsca", KIND);
        private static final int SHORT = 511;
        private static final int LONG = 4095;
        private static final Key<String> HOST = KEYS.needed("host", Names.HOST, "where the daemon is");
        private static final Key<Integer> PORT =
                KEYS.usual("port", ValueKind.number(1, 65535), 5667, "where it listens");
        private static final Key<NscaEncryption> ENCRYPTION = KEYS.usual(
                "encryption",
                ValueKind.choice(NscaEncryption.values(), NscaEncryption.words()),
                NscaEncryption.NONE,
                "as in nsca.cfg");
        private static final Key<Path> PASSWORD_FILE = KEYS.optional(
                "password_file",
                ValueKind.path(),
                "needed",
                "unless encryption is none; a file that others cannot read");
        private static final Key<Integer> MAX_OUTPUT = KEYS.usual(
                "max_output",
                ValueKind.number(SHORT, LONG),
                LONG,
                "bytes of output that the daemon keeps: 4095, before nsca 2.9 511");

        private static Nsca read(Section keys) {
            NscaEncryption encryption = keys.usual(ENCRYPTION);
            if (encryption != NscaEncryption.NONE) {
                keys.require(PASSWORD_FILE);
            }
            int output = keys.usual(MAX_OUTPUT);
            if (output != SHORT && output != LONG) {
                keys.problem(MAX_OUTPUT, output + " is not 511 or 4095");
            }
            String host = keys.get(HOST).orElse("");
            return keys.only(KEYS, new Nsca(host, keys.usual(PORT), encryption, keys.get(PASSWORD_FILE), output));
        }
    }

    /** The API of Icinga 2. */
    record Icinga(IcingaApi api) implements SinkConfig {
        static final Keys KEYS = new Keys(
                        "a sink of kind icinga: the API of Icinga 2; its user needs the permission"
                                + " actions/process-check-result",
                        KIND)
                .with(IcingaApi.KEYS);

        private static Icinga read(Section keys) {
            return keys.only(KEYS, new Icinga(IcingaApi.read(keys)));
        }
    }

    /** An NRDP server. */
    record Nrdp(URI url, Path tokenFile, Optional<Path> ca) implements SinkConfig {
        static final Keys KEYS = new Keys("a sink of kind nrdp", KIND);
        private static final Key<URI> URL = KEYS.needed("url", new HttpUrl(), "https://HOST/nrdp/");
        private static final Key<Path> TOKEN_FILE =
                KEYS.needed("token_file", ValueKind.path(), "a file that others cannot read");
        private static final Key<Path> CA =
                KEYS.optional("ca", ValueKind.path(), "Java's own", "the authorities to trust, in PEM");

        private static Nrdp read(Section keys) {
            var nrdp = new Nrdp(
                    keys.get(URL).orElse(HttpUrl.NONE), keys.get(TOKEN_FILE).orElse(IcingaApi.NO_FILE), keys.get(CA));
            keys.refuseOthers(KEYS);
            return nrdp;
        }
    }

    /** The command pipe of a monitoring core on this machine. */
    record CommandFile(Path path) implements SinkConfig {
        static final Keys KEYS = new Keys("a sink of kind command-file", KIND);
        private static final Key<Path> PATH = KEYS.needed(
                "path",
                ValueKind.path(),
                "the command file of a core on this machine, e.g. /var/lib/nagios4/rw/nagios.cmd");

        private static CommandFile read(Section keys) {
            return keys.only(KEYS, new CommandFile(keys.get(PATH).orElse(IcingaApi.NO_FILE)));
        }
    }
}
