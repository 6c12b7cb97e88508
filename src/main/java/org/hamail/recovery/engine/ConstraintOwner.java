package org.hamail.recovery.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The owner in the ids of what hamail puts into a cluster: the same for every process of one monitoring server and state
 * directory, another one for every other.
 */
public final class ConstraintOwner {
    private static final int LENGTH = 12;

    private ConstraintOwner() {}

    /** Of this machine, for what is done from {@code stateDir}. */
    public static String of(Path stateDir) {
        String whole = text("/proc/sys/kernel/hostname")
                + text("/etc/machine-id")
                + stateDir.toAbsolutePath().normalize();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return ""; // one of the three is enough to differ in
        }
    }
}
