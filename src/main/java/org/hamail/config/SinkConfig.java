package org.hamail.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the agent's results go. */
public sealed interface SinkConfig {
    /** An NSCA daemon; {@code maxOutput} in bytes, 511 or 4095. */
    record Nsca(String host, int port, Encryption encryption, Optional<Path> passwordFile, int maxOutput)
            implements SinkConfig {}

    /** The API of Icinga 2; {@code ca} is a file of certificates, empty = those of the JVM. */
    record Icinga(URI url, String user, Path passwordFile, Optional<Path> ca) implements SinkConfig {}

    /** An NRDP server. */
    record Nrdp(URI url, Path tokenFile, Optional<Path> ca) implements SinkConfig {}

    /** The command pipe of a monitoring core on this machine. */
    record CommandFile(Path path) implements SinkConfig {}

    /** The ciphers of NSCA that hamail speaks, with nsca's method numbers (nsca.cfg, {@code decryption_method}). */
    enum Encryption {
        NONE("none", 0),
        XOR("xor", 1),
        TRIPLE_DES("3des", 3),
        BLOWFISH("blowfish", 8),
        RIJNDAEL_128("rijndael-128", 14),
        RIJNDAEL_192("rijndael-192", 15),
        RIJNDAEL_256("rijndael-256", 16);

        private final String word;
        private final int method;

        Encryption(String word, int method) {
            this.word = word;
            this.method = method;
        }

        /** As it stands in the configuration. */
        public String word() {
            return word;
        }

        public int method() {
            return method;
        }
    }
}
