package org.hamail.io;

import java.util.List;
import java.util.Optional;

/** A place where commands can be run. */
public interface CommandRunner {
    /** The name of the node. */
    String name();

    /** {@code words} as a command that runs there. */
    Command command(List<String> words);

    /** user@host for ssh(1); empty where commands run on this machine. */
    default Optional<String> login() {
        return Optional.empty();
    }
}
