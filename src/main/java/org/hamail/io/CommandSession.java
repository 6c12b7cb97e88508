package org.hamail.io;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Everything that a command started: its session, and what left it as a descendant of the command (sudo may give its
 * program a session of its own). Read from proc(5), whose stat tells session and parent of anybody's process.
 */
final class CommandSession {
    /** Between the request to end and the kill: sudo hands on the first and cannot hand on the second. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** For what was killed to be gone. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);

    private static final long LOOK_MILLIS = 50;

    private final Path proc;
    private final long leader;
    private final Duration grace;
    private final Duration afterKill;
    private final Set<ProcessStat.ProcessId> members = new HashSet<>();

    CommandSession(Path proc, long leader) {
        this(proc, leader, GRACE, AFTER_KILL);
    }

    CommandSession(Path proc, long leader, Duration grace, Duration afterKill) {
        this.proc = proc;
        this.leader = leader;
        this.grace = grace;
        this.afterKill = afterKill;
    }

    /**
     * Ends all of it: asks, waits for some seconds, kills.
     *
     * @return what could not be ended; empty when everything is gone
     */
    Optional<String> end() throws InterruptedException {
        look();
        signal("-TERM");
        if (isGoneWithin(grace)) {
            return hidden();
        }
        signal("-KILL");
        look().forEach(left -> ProcessHandle.of(left.id().pid()).ifPresent(ProcessHandle::destroyForcibly));
        return isGoneWithin(afterKill) ? hidden() : Optional.of(words(look()));
    }

    private boolean isGoneWithin(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!look().isEmpty()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** What lives of it now; whoever belonged to it once belongs to it for ever. */
    private Set<ProcessStat> look() {
        Map<Long, ProcessStat> table = ProcessStat.table(proc); // what cannot be seen is told by hidden()
        boolean grown = true;
        while (grown) {
            grown = members.addAll(found(table));
        }
        return table.values().stream()
                .filter(stat -> members.contains(stat.id()) && !stat.state().matches("[ZX]"))
                .collect(Collectors.toSet());
    }

    private Set<ProcessStat.ProcessId> found(Map<Long, ProcessStat> table) {
        return table.values().stream()
                .filter(stat -> stat.session() == leader || stat.id().pid() == leader || isOurs(table, stat))
                .map(ProcessStat::id)
                .collect(Collectors.toSet());
    }

    private boolean isOurs(Map<Long, ProcessStat> table, ProcessStat stat) {
        ProcessStat parent = table.get(stat.parent());
        return parent != null && members.contains(parent.id());
    }

    /** Where process 1 is not to be seen, others' are not either. */
    private Optional<String> hidden() {
        return ProcessStat.of(proc.resolve("1")).isPresent()
                ? Optional.empty()
                : Optional.of("whether it has ended cannot be seen, because " + proc + " hides processes");
    }

    private static String words(Set<ProcessStat> left) {
        return left.stream()
                .map(member -> "process " + member.id().pid() + " (" + member.name() + ") goes on")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void signal(String signal) throws InterruptedException {
        var words = new ArrayList<>(List.of("kill", signal, "--", "-" + leader));
        try {
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            look().forEach(left -> ProcessHandle.of(left.id().pid()).ifPresent(ProcessHandle::destroy)); // no kill(1)
        }
    }
}
