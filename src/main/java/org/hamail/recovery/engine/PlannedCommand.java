package org.hamail.recovery.engine;

import java.util.List;
import java.util.Optional;
import org.hamail.io.ShellLine;

/**
 * A command that an engine would run.
 *
 * @param node on which; empty where it is this machine, whichever that is
 * @param login user@host for ssh(1); empty where it runs here
 * @param words its argument vector
 */
public record PlannedCommand(Optional<String> node, Optional<String> login, List<String> words) {
    public PlannedCommand {
        words = List.copyOf(words);
    }

    /** One of this machine. */
    static PlannedCommand here(List<String> words) {
        return new PlannedCommand(Optional.empty(), Optional.empty(), words);
    }

    /** Who runs it: the user of the login; {@code self} where that does not say so, or where it runs here. */
    public String user(String self) {
        return login.filter(text -> text.contains("@"))
                .map(text -> text.substring(0, text.lastIndexOf('@')))
                .orElse(self);
    }

    /** For a person: words in quotes where a shell would need them. */
    public String line() {
        return ShellLine.toType(words);
    }
}
