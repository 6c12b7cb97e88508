package org.hamail.agent;

import java.time.Instant;
import org.hamail.config.AgentConfig;
import org.hamail.submit.ServiceName;
import org.jspecify.annotations.Nullable;

/** One check on the schedule, and where it stands. Guarded by the schedule's lock. */
final class ScheduleEntry {
    final AgentConfig.ScheduledCheck plan;
    final ServiceName about;

    Check check;

    /** Tells it from others at the same time. */
    final long number;

    /** When it was, or is, to be started by the plan. */
    long due;

    /** When it is tried; later than due when there was no thread. Not to be changed while it is queued. */
    long start;

    /** When the schedule looks whether it has something to say while it runs; not to be changed while it is queued. */
    long look;

    long started;

    @Nullable
    Instant startedAt;

    @Nullable
    CheckRun running;

    StartLimiter.@Nullable StartPlace place;

    boolean first = true;

    /** Whether its start was put off after a standstill. */
    boolean spread;

    boolean ended;
    boolean removed;

    ScheduleEntry(AgentConfig.ScheduledCheck plan, Check check, long number, long due) {
        this.plan = plan;
        this.check = check;
        this.about = new ServiceName(plan.host(), plan.service());
        this.number = number;
        this.due = due;
        this.start = due;
    }

    long every() {
        return plan.every().toNanos();
    }
}
