package org.hamail.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a configuration file held at one time.
 *
 * @param hash empty when it could not be read
 */
public record ConfigurationHash(Path file, Optional<String> hash) {
    private static final long LARGEST = 1L << 22;

    public static ConfigurationHash of(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) { // cannot be read as a configuration either
                return new ConfigurationHash(file, Optional.empty());
            }
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new ConfigurationHash(
                    file, Optional.of(HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)))));
        } catch (IOException e) {
            return new ConfigurationHash(file, Optional.empty());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the file holds something else now, or cannot be read. */
    boolean hasChanged() {
        ConfigurationHash now = of(file);
        return now.hash().isEmpty() || !now.equals(this);
    }
}
