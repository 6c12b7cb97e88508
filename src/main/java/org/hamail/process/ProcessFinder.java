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
        PidFileSighting pidFile =
                wanted.pidFile().isPresent() ? look(wanted.pidFile().get(), wanted, found) : PidFileSighting.nothing();
        return observed(wanted, found, pidFile);
    }

    private ObservedDaemon observed(WantedDaemon wanted, Candidates found, PidFileSighting pidFile) {
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

    /** Where only the pid file tells which process it is, the others are taken out of {@code found}. */
    private PidFileSighting look(Path file, WantedDaemon wanted, Candidates found) {
        try {
            Optional<PidFile> content = PidFile.read(file);
            if (!wanted.pattern().namesProgram()) {
                found.keepOnly(content);
            }
            return compare(file, content, found.living);
        } catch (CannotObserve e) {
            if (!wanted.pattern().namesProgram()) {
                found.living.clear(); // nothing else tells which of all processes it is
            }
            return PidFileSighting.blind(String.valueOf(e.getMessage()));
        }
    }

    /** What a pattern finds, before a pid file is asked. */
    private static final class Candidates {
        final List<ProcessEntry> living = new ArrayList<>();
        int unclear;
        int zombies;
        int elsewhere;

        void add(ProcessEntry entry, PatternMatch match) {
            switch (match) {
                case YES -> living.add(entry);
                case UNCLEAR -> unclear++;
                case NO -> zombies++;
            }
        }

        void keepOnly(Optional<PidFile> content) {
            living.removeIf(
                    entry -> content.isEmpty() || entry.pid() != content.get().pid());
            unclear = 0;
            elsewhere = 0;
        }
    }

    private Candidates candidates(WantedDaemon wanted) throws CannotObserve {
        var found = new Candidates();
        for (ProcessEntry entry : table.entries()) {
            if (!table.isReader(entry)) { // it carries the pattern on its own command line
                add(entry, wanted.pattern(), found);
            }
        }
        return found;
    }

    private void add(ProcessEntry entry, ProcessPattern pattern, Candidates found) throws CannotObserve {
        PatternMatch match = pattern.match(entry);
        boolean ended = match == PatternMatch.NO && entry.isZombie() && pattern.couldMatch(entry);
        if (match == PatternMatch.NO && !ended) {
            return;
        }
        if (namespaces.isElsewhere(entry)) {
            found.elsewhere += ended ? 0 : 1;
        } else {
            found.add(entry, match);
        }
    }

    private PidFileSighting compare(Path file, Optional<PidFile> content, List<ProcessEntry> living) {
        if (content.isEmpty()) {
            return missing(file, living);
        }
        long pid = content.get().pid();
        boolean found = living.stream().anyMatch(entry -> entry.pid() == pid);
        return found
                ? PidFileSighting.detail(
                        "pid file " + file + " names process " + pid,
                        content.get().isRecovering())
                : stale(file, pid);
    }

    private static PidFileSighting missing(Path file, List<ProcessEntry> living) {
        String missing = "pid file " + file + " is missing";
        return living.isEmpty()
                ? PidFileSighting.note(missing)
                : PidFileSighting.detail(missing + ": what was found in the process table counts", false);
    }

    private PidFileSighting stale(Path file, long pid) {
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
