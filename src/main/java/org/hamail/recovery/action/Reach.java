package org.hamail.recovery.action;

import java.util.List;

/** A place where commands can be run. */
public interface Reach {
    /** The name of the node. */
    String name();

    /** {@code words} as a command that runs there. */
    ShellFreeCommand command(List<String> words);
}
