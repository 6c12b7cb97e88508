package org.hamail.simulator;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The virtual clock. Only one thread ever runs; whoever waits picks what comes next and hands on. Time in which nothing
 * happens costs nothing.
 */
final class Clockwork {
    /** Milliseconds since the world began. */
    long now;

    @Nullable
    Program current;

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private final List<Program> programs = new ArrayList<>();
    private final Deque<Carrier> idle;
    private long order;
    private volatile @Nullable Object turn;
    private final Thread driver = Thread.currentThread();
    private boolean ended;

    @Nullable
    Throwable defect;

    Runnable afterProgram = () -> {};

    Clockwork(Deque<Carrier> idle) {
        this.idle = idle;
    }

    private static final class Item implements Comparable<Item> {
        final long at;
        final long order;
        final @Nullable Runnable happening;
        final @Nullable Program program;
        final int turn;

        Item(long at, long order, @Nullable Runnable happening, @Nullable Program program, int turn) {
            this.at = at;
            this.order = order;
            this.happening = happening;
            this.program = program;
            this.turn = turn;
        }

        @Override
        public int compareTo(Item other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    void at(long time, Runnable happening) {
        items.add(new Item(Math.max(time, now), order++, happening, null, 0));
    }

    void start(Program program, long delay) {
        programs.add(program);
        wake(program, now + delay);
    }

    /** Gives {@code program} its turn at {@code time}; earlier arrangements are void. */
    void wake(Program program, long time) {
        items.add(new Item(Math.max(time, now), order++, null, program, ++program.turn));
    }

    /** Called by the running program: it goes on at {@code time}, or when somebody wakes it before. */
    void waitUntil(long time) {
        Program me = current;
        if (me == null) {
            throw new IllegalStateException("nobody runs");
        }
        wake(me, time);
        dispatch(me);
        long stopped = me.stoppedUntil - now;
        if (stopped > 0 && !me.doomed) {
            me.stoppedFor += stopped;
            waitUntil(me.stoppedUntil);
        }
        if (me.doomed) {
            throw new Killed();
        }
    }

    void kill(Program program) {
        if (!program.over && !program.doomed) {
            program.doomed = true;
            if (program != current) {
                wake(program, now);
            }
        }
    }

    /** Nothing more happens. */
    void stop() {
        ended = true;
    }

    List<Program> running() {
        programs.removeIf(program -> program.over);
        return programs;
    }

    /** Runs everything up to {@code end}, then ends all programs. */
    void run(long end) {
        at(end, () -> ended = true);
        dispatch(null);
        for (int i = 0; i < 1000 && !running().isEmpty() && defect == null; i++) {
            for (Program program : List.copyOf(running())) {
                if (!program.started) {
                    program.over = true;
                } else {
                    kill(program);
                }
            }
            items.removeIf(item -> item.happening != null);
            ended = false;
            at(now, () -> ended = true);
            dispatch(null);
        }
    }

    /** {@code me} is the program whose thread this is; null is the driver. Returns when it is its turn. */
    private void dispatch(@Nullable Program me) {
        Object self = me == null ? this : me;
        while (true) {
            Item item = defect == null && !ended ? items.poll() : null;
            if (item == null) {
                if (me == null) {
                    current = null;
                    return;
                }
                hand(this, driver);
                break;
            }
            now = item.at;
            Program program = item.program;
            if (program == null) {
                current = null;
                happen(item);
            } else if (!program.over && item.turn == program.turn) {
                current = program;
                if (program == me) {
                    return;
                }
                if (program.started) {
                    hand(program, program.thread);
                } else {
                    begin(program);
                }
                break;
            }
        }
        await(self);
    }

    private void happen(Item item) {
        try {
            Runnable happening = item.happening;
            if (happening != null) {
                happening.run();
            }
        } catch (RuntimeException | Error e) {
            defect = e;
        }
    }

    private void hand(Object whom, @Nullable Thread thread) {
        turn = whom;
        LockSupport.unpark(thread);
    }

    private void await(Object self) {
        while (turn != self) {
            LockSupport.park(this);
        }
        turn = null;
    }

    private void begin(Program program) {
        program.started = true;
        Carrier carrier = idle.poll();
        if (carrier == null) {
            carrier = new Carrier(idle);
        }
        program.thread = carrier;
        carrier.carry(program);
    }

    /** On a carrier's thread: runs {@code program} to its end, then hands on. */
    void carry(Program program, Carrier carrier) {
        try {
            if (!program.doomed) {
                program.body.run();
            }
        } catch (Killed e) {
            // as it was meant
        } catch (Exception | Error e) {
            defect = e;
        }
        program.over = true;
        try {
            program.server.ended(program);
        } catch (RuntimeException e) {
            defect = e;
        }
        current = null;
        idle.push(carrier);
        handOn();
    }

    /** Like {@link #dispatch} of somebody who never comes back. */
    private void handOn() {
        while (true) {
            Item item = defect == null && !ended ? items.poll() : null;
            if (item == null) {
                hand(this, driver);
                return;
            }
            now = item.at;
            Program program = item.program;
            if (program == null) {
                current = null;
                happen(item);
            } else if (!program.over && item.turn == program.turn) {
                current = program;
                if (program.started) {
                    hand(program, program.thread);
                } else {
                    begin(program);
                }
                return;
            }
        }
    }
}
