package org.hamail.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which processes of a table share the observer's pid namespace. A host sees the processes of its containers as well, but
 * a container's daemon does not serve on the host's ports.
 *
 * <p>{@code ns/pid} names the namespace and may be read by the process's own user and root only; {@code NSpid} in
 * {@code status} may be read by everybody and has one number for each level, from the table's namespace down to the
 * process's own. Source: pid_namespaces(7), proc(5). It is asked about few processes only, so nothing is read in advance.
 */
final class PidNamespaces {
    private static final String NUMBERS = "NSpid:";
    private static final long INIT = 1;

    private final Path proc;
    private final Optional<String> own;
    private final boolean ownIsNested;

    PidNamespaces(Path proc, ProcessTable table) {
        this.proc = proc;
        long self = table.self().orElse(INIT);
        this.own = namespace(self).or(() -> namespace(INIT));
        this.ownIsNested = levels(self) > 1;
    }

    /** Whether a process is in another namespace; one that does not tell is not. */
    boolean isElsewhere(ProcessEntry entry) {
        int levels = levels(entry.pid());
        Optional<String> its = namespace(entry.pid());
        if (own.isEmpty() || its.isEmpty()) {
            return levels > 1;
        }
        // an observer in a container may be told to look at the table of its host: then the host's processes count
        boolean isOfTheTable = levels == 1 && ownIsNested;
        return !its.equals(own) && !isOfTheTable;
    }

    private Optional<String> namespace(long pid) {
        try {
            return Optional.of(
                    Files.readSymbolicLink(folder(pid).resolve("ns/pid")).toString());
        } catch (IOException e) { // not ours to read, or gone
            return Optional.empty();
        }
    }

    /** How many pid namespaces it is seen in, the table's included; 0 when the table does not tell. */
    private int levels(long pid) {
        try {
            for (String line :
                    ProcFile.textOrNothing(folder(pid).resolve("status")).split("\n")) {
                if (line.startsWith(NUMBERS)) {
                    return line.substring(NUMBERS.length()).strip().split("\\s+").length;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private Path folder(long pid) {
        return proc.resolve(Long.toString(pid));
    }
}
