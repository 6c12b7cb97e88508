package org.hamail.agent;

import java.time.Instant;
import org.hamail.config.AgentConfig;
import org.hamail.submit.ServiceName;
import org.jspecify.annotations.Nullable;

/** One check on the schedule, and where it stands. Guarded by the schedule's lock. */
final class Entry {
    final AgentConfig.Check check;
    final ServiceName about;

    /** Tells it from others that wake at the same time. */
    final long number;

    /** When it was, or is, to be started. */
    long due;

    /** When the schedule looks at it again; not to be changed while it is queued. */
    long wake;

    long started;

    @Nullable
    Instant startedAt;

    @Nullable
    CheckRun running;

    boolean first = true;
    boolean ended;
    boolean removed;

    Entry(AgentConfig.Check check, long number, long due) {
        this.check = check;
        this.about = new ServiceName(check.host(), check.service());
        this.number = number;
        this.due = due;
        this.wake = due;
    }

    long every() {
        return check.every().toNanos();
    }
}
