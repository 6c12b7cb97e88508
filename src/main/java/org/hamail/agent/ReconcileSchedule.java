package org.hamail.agent;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.agent.Agent.AgentTimes;

/**
 * Has every logical host looked at once in an interval, and when a gate opens by itself. Each has a thread of its own: one that
 * does not answer holds up no other, and nothing that goes wrong in a look ends the agent.
 */
public final class ReconcileSchedule implements Closeable {
    /** Never closer together, whatever a look asks for. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final AgentTimes times;
    private final Defects defects;
    private final List<Thread> threads = new ArrayList<>();

    /** Compares how one logical host stands with what has been done, and has done what is due. */
    @FunctionalInterface
    public interface PeriodicLook {
        /** Looks, and says when to look again where that should be before the interval is over. */
        Optional<Instant> again();
    }

    public ReconcileSchedule(AgentTimes times, Consumer<String> notes) {
        this.times = times;
        this.defects = new Defects(notes, times.ticker());
    }

    /** From now on these, the first time at once. */
    public synchronized void replace(Duration interval, Collection<PeriodicLook> looks) {
        close();
        for (PeriodicLook look : looks) {
            var thread = new Thread(() -> keepLooking(interval, look), "reconciling");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void keepLooking(Duration interval, PeriodicLook look) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause(interval, again(look)).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instant> again(PeriodicLook look) {
        try {
            return look.again();
        } catch (RuntimeException | LinkageError | VirtualMachineError e) { // the next look comes all the same
            defects.tell(e);
            return Optional.empty();
        }
    }

    /** Until the next look. */
    Duration pause(Duration interval, Optional<Instant> again) {
        Duration wished =
                again.map(at -> Duration.between(times.clock().instant(), at)).orElse(interval);
        Duration pause = wished.compareTo(LEAST) < 0 ? LEAST : wished;
        return pause.compareTo(interval) < 0 ? pause : interval;
    }

    /** Looks no more; a look that is under way ends by itself. */
    @Override
    public synchronized void close() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }
}
