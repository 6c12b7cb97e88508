package org.hamail.net;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hamail.time.Deadline;

/**
 * Closes connections whose deadline has passed, whatever their owner is stuck in. One daemon thread serves all
 * connections of the process; the deadlines it watches are those of the system ticker. Connecting, reading and writing have
 * no other time limit: one that is set on a socket costs twice as many calls of the kernel, and timers of the platform.
 */
final class DeadlineMonitor implements Runnable {
    private static final DeadlineMonitor SHARED = new DeadlineMonitor();
    private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(10);

    private final TreeMap<Turn, Closeable> turns = new TreeMap<>();
    private long sequence;
    private boolean running;
    private boolean idle;
    private long nextLook;

    private DeadlineMonitor() {}

    static DeadlineMonitor shared() {
        return SHARED;
    }

    /** Watches {@code connection} until the returned turn is ended. */
    synchronized Turn watch(Deadline deadline, Closeable connection) {
        if (!running) {
            var thread = new Thread(this, "deadlines");
            thread.setDaemon(true);
            thread.start();
            running = true; // not if there was no thread to be had: the next one tries again
        }
        long due = System.nanoTime() + Math.max(0, deadline.remainingNanos());
        var turn = new Turn(due, sequence++, Thread.currentThread());
        turns.put(turn, connection);
        if (Thread.currentThread().isInterrupted()) { // given up before it had this connection
            close(connection);
        }
        boolean isEarlier = due - nextLook < 0;
        if (idle || isEarlier) { // else the thread looks in time by itself, and waking it would cost more
            notifyAll();
        }
        return turn;
    }

    synchronized void end(Turn turn) {
        turns.remove(turn);
    }

    /** Closes what {@code owner} watches now: an interrupt does not end a read of the system. */
    void closeThoseOf(Thread owner) {
        List<Closeable> overdue;
        synchronized (this) {
            overdue = turns.entrySet().stream()
                    .filter(entry -> entry.getKey().owner() == owner)
                    .map(Map.Entry::getValue)
                    .toList();
        }
        overdue.forEach(DeadlineMonitor::close);
    }

    @Override
    public void run() {
        while (true) {
            try {
                Map.Entry<Turn, Closeable> due = next();
                close(due.getValue());
                end(due.getKey());
            } catch (InterruptedException e) {
                // nobody interrupts this thread to end it: it goes on
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(RETRY); // what is due has kept its place
            }
        }
    }

    /** Waits until one is due; it keeps its place until it has been closed. */
    private synchronized Map.Entry<Turn, Closeable> next() throws InterruptedException {
        while (true) {
            Map.Entry<Turn, Closeable> first = turns.firstEntry();
            idle = first == null;
            if (first == null) {
                wait();
                continue;
            }
            nextLook = first.getKey().due();
            long left = nextLook - System.nanoTime();
            if (left <= 0) {
                return first;
            }
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }

    /** A place in the queue: when it is due (nano time), its number, and the thread that works with the connection. */
    record Turn(long due, long number, Thread owner) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int order = Long.compare(due - other.due, 0);
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }
}
