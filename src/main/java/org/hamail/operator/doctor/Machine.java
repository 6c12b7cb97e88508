package org.hamail.operator.doctor;

import java.nio.file.Path;

/**
 * The files of this machine that are no part of hamail's configuration.
 *
 * @param root below which {@code etc} and {@code usr} are
 * @param bridgeStatus where the bridge says what it does
 * @param usualUser who runs event handlers where the core's configuration does not say it
 */
public record Machine(Path root, Path bridgeStatus, String usualUser) {
    public static Machine real() {
        return new Machine(Path.of("/"), Path.of("/run/hamail/bridge.json"), "nagios");
    }
}
