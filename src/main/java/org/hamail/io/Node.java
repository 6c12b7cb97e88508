package org.hamail.io;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node and the way to run a command on it.
 *
 * @param login user@host for ssh(1); empty when the node is this machine
 */
public record Node(String name, Optional<String> login) implements CommandRunner {
    /** A level that shows neither the banner of the server nor warnings, which are no part of any answer. */
    private static final List<String> SSH = List.of(
            "ssh",
            "-o",
            "BatchMode=yes",
            "-o",
            "ConnectTimeout=10",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "LogLevel=ERROR",
            "-T");

    /** Runs {@code words} there. What ssh itself fails with (255) is left to the reader of the ending. */
    public Command.Ending run(List<String> words, Duration limit) {
        return command(words).run(limit);
    }

    @Override
    public Command command(List<String> words) {
        if (login.isEmpty()) {
            return new Command(words);
        }
        var remote = new ArrayList<>(SSH);
        remote.add("--");
        remote.add(login.get());
        remote.add(ShellLine.of(words)); // the login shell there splits what it gets
        return new Command(remote).withoutLocale();
    }
}
