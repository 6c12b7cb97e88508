package org.hamail.io;

import java.util.List;

/** A place where commands can be run. */
public interface CommandRunner {
    /** The name of the node. */
    String name();

    /** {@code words} as a command that runs there. */
    Command command(List<String> words);
}
