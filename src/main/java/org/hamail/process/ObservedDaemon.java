package org.hamail.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was seen of one daemon.
 *
 * @param living its processes
 * @param unclear processes that may be its own: the observer may not see what decides it
 * @param zombies processes of its name that have ended and are still listed
 * @param elsewhere processes like its own in other pid namespaces, that is in containers; they do not count
 * @param youngest the age of its youngest process in seconds
 * @param pidFile what the pid file adds
 * @param hidden processes of the table that may not be looked at
 */
public record ObservedDaemon(
        WantedDaemon wanted,
        List<ProcessEntry> living,
        int unclear,
        int zombies,
        int elsewhere,
        OptionalLong youngest,
        PidFileSighting pidFile,
        int hidden) {
    public ObservedDaemon {
        living = List.copyOf(living);
    }

    int count() {
        return living.size();
    }

    boolean isShort() {
        return count() < wanted.limits().min();
    }

    long stopped() {
        return living.stream().filter(entry -> entry.stat().isStopped()).count();
    }

    /**
     * What a pid file adds to the process table.
     *
     * @param note for people, e.g. that it is stale
     * @param detail the same, of what is in order or does not count
     * @param recovering the daemon lives and says that it recovers
     * @param blindness why it could not be used
     */
    public record PidFileSighting(
            Optional<String> note, Optional<String> detail, boolean recovering, Optional<String> blindness) {
        static PidFileSighting nothing() {
            return new PidFileSighting(Optional.empty(), Optional.empty(), false, Optional.empty());
        }

        static PidFileSighting detail(String text, boolean recovering) {
            return new PidFileSighting(Optional.empty(), Optional.of(text), recovering, Optional.empty());
        }

        static PidFileSighting note(String text) {
            return new PidFileSighting(Optional.of(text), Optional.empty(), false, Optional.empty());
        }

        static PidFileSighting blind(String reason) {
            return new PidFileSighting(Optional.empty(), Optional.empty(), false, Optional.of(reason));
        }
    }
}
