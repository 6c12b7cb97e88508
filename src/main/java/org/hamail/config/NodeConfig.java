package org.hamail.config;

import java.util.Optional;

/**
 * A machine that can carry the logical host.
 *
 * @param name as the engine calls it
 * @param login for ssh, {@code [USER@]HOST}; empty = the name of the node
 */
public record NodeConfig(String name, Transport transport, Optional<String> login) {
    /** How commands get to the node. */
    public enum Transport {
        LOCAL,
        SSH
    }
}
