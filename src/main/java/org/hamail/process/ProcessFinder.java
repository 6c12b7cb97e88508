package org.hamail.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.process.ObservedDaemon.PidFileSighting;
import org.hamail.process.ProcessPattern.PatternMatch;

/** Finds the processes of a daemon in a table. */
final class ProcessFinder {
    private final ProcessTable table;
    private final PidNamespaces namespaces;

    ProcessFinder(ProcessTable table, PidNamespaces namespaces) {
        this.table = table;
        this.namespaces = namespaces;
    }

    ObservedDaemon look(WantedDaemon wanted) throws CannotObserve {
        Candidates found = candidates(wanted);
        PidFileSighting pidFile = PidFileSighting.nothing();
        if (wanted.pidFile().isPresent()) {
            try {
                Optional<PidFile> content = PidFile.read(wanted.pidFile().get());
                if (!wanted.pattern().namesProgram()) { // only the pid file tells which process it is
                    found.living.removeIf(entry ->
                            content.isEmpty() || entry.pid() != content.get().pid());
                    found.unclear = 0;
                    found.elsewhere = 0;
                }
                pidFile = compare(wanted.pidFile().get(), content, found.living);
            } catch (CannotObserve e) {
                if (!wanted.pattern().namesProgram()) {
                    found.living.clear(); // nothing else tells which of all processes it is
                }
                pidFile = PidFileSighting.blind(String.valueOf(e.getMessage()));
            }
        }
        return new ObservedDaemon(
                wanted,
                found.living,
                found.unclear,
                found.zombies,
                found.elsewhere,
                youngest(found.living),
                pidFile,
                table.hidden());
    }

    /** What a pattern finds, before a pid file is asked. */
    private static final class Candidates {
        final List<ProcessEntry> living = new ArrayList<>();
        int unclear;
        int zombies;
        int elsewhere;
    }

    private Candidates candidates(WantedDaemon wanted) throws CannotObserve {
        var found = new Candidates();
        for (ProcessEntry entry : table.entries()) {
            if (table.isReader(entry)) {
                continue; // it carries the pattern on its own command line
            }
            PatternMatch match = wanted.pattern().match(entry);
            boolean ended = match == PatternMatch.NO
                    && entry.isZombie()
                    && wanted.pattern().couldMatch(entry);
            if (match == PatternMatch.NO && !ended) {
                continue;
            }
            if (namespaces.isElsewhere(entry)) {
                found.elsewhere += ended ? 0 : 1;
                continue;
            }
            switch (match) {
                case YES -> found.living.add(entry);
                case UNCLEAR -> found.unclear++;
                case NO -> found.zombies++;
            }
        }
        return found;
    }

    private PidFileSighting compare(Path file, Optional<PidFile> content, List<ProcessEntry> living) {
        if (content.isEmpty()) {
            String missing = "pid file " + file + " is missing";
            return living.isEmpty()
                    ? PidFileSighting.note(missing)
                    : PidFileSighting.detail(missing + ": what was found in the process table counts", false);
        }
        long pid = content.get().pid();
        if (living.stream().anyMatch(entry -> entry.pid() == pid)) {
            return PidFileSighting.detail(
                    "pid file " + file + " names process " + pid, content.get().isRecovering());
        }
        Optional<ProcessEntry> other = table.find(pid).filter(ProcessEntry::lives);
        return PidFileSighting.note("pid file " + file + " is stale: process " + pid
                + other.map(entry -> " is another program, " + ServerText.of(entry.command()))
                        .orElse(" does not run"));
    }

    private OptionalLong youngest(List<ProcessEntry> living) {
        OptionalLong least = OptionalLong.empty();
        for (ProcessEntry entry : living) {
            OptionalLong age = table.age(entry);
            if (age.isPresent() && (least.isEmpty() || age.getAsLong() < least.getAsLong())) {
                least = age;
            }
        }
        return least;
    }
}
