package org.hamail.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One process as the table showed it.
 *
 * @param stat what {@code /proc/PID/stat} says
 * @param arguments the command line word by word; empty for kernel threads, zombies, and processes that wiped it
 * @param uid the effective user id; empty when the table does not tell
 * @param program the file that runs; empty when the observer may not see it
 */
public record ProcessEntry(StatLine stat, List<String> arguments, OptionalLong uid, Optional<String> program) {
    public ProcessEntry {
        arguments = List.copyOf(arguments);
    }

    public long pid() {
        return stat.pid();
    }

    /** The name that the kernel keeps: the program's or the script's, cut at {@link CommandName#KEPT} bytes. */
    public String command() {
        return stat.command();
    }

    /** Whether it can do any work: zombies and kernel threads cannot be a daemon. */
    public boolean lives() {
        return !stat.isDead() && !isKernelThread();
    }

    /** A program that has ended but is still listed. */
    public boolean isZombie() {
        return stat.isDead();
    }

    /** The whole command line, its words joined by blanks. */
    public String commandLine() {
        return String.join(" ", arguments);
    }

    /** The command line with the program's whole path, where the first word is its bare name and the path may be seen. */
    String fullCommandLine() {
        boolean bare =
                !arguments.isEmpty() && program.isPresent() && program.get().endsWith("/" + arguments.get(0));
        return bare ? program.get() + commandLine().substring(arguments.get(0).length()) : commandLine();
    }

    private boolean isKernelThread() {
        return arguments.isEmpty() && program.isEmpty() && stat.isKernelThread();
    }
}
