package org.hamail.config;

import java.util.Optional;
import java.util.Set;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Names;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;

/**
 * A machine that can carry the logical host.
 *
 * @param name as the engine calls it
 * @param login for ssh, {@code [USER@]HOST}; empty = the name of the node
 */
public record NodeConfig(String name, Transport transport, Optional<String> login) {
    static final Keys KEYS = new Keys("a node, `nodes`");
    private static final Key<String> NAME = KEYS.needed("name", Names.NAME, "as the engine calls it");
    private static final Key<Transport> TRANSPORT = KEYS.usual(
            "transport", ValueKind.choice(Transport.values()), Transport.LOCAL, "how its processes are seen");
    private static final Key<String> LOGIN =
            KEYS.optional("login", Names.LOGIN, "the name", "with transport ssh; its key needs no password");

    /** How commands get to the node. */
    public enum Transport {
        LOCAL,
        SSH
    }

    /** {@code names}: those of the nodes that were read before. */
    static NodeConfig read(Section keys, Set<String> names) {
        Optional<String> name = keys.get(NAME);
        if (name.isPresent() && !names.add(name.get())) {
            keys.problem(NAME, "duplicate node " + name.get());
        }
        Transport transport = keys.usual(TRANSPORT);
        Optional<String> login = keys.get(LOGIN);
        if (transport == Transport.LOCAL) {
            keys.problem(LOGIN, "a login goes with transport: ssh only");
        }
        return keys.only(KEYS, new NodeConfig(name.orElse(""), transport, login));
    }
}
