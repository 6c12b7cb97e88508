package org.hamail.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hamail.time.Deadline.Ticker;

/**
 * Notices that this process did not run for a while: it was stopped, its machine slept, or had no time for it. What seems to
 * have been late meanwhile was not. A pulse tells the one, the machine's uptime, which goes on while it sleeps, the other.
 */
public final class Standstill {
    private static final long PULSE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(2);
    private static final long SMALL_SHARE = 20;

    /** Whoever begins within so short a time shares one look at the uptime: a thousand probes a second would read it a thousand times. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Standstill SHARED = new Standstill(Ticker.system(), new Uptime(), true);

    private final Ticker running;
    private final Ticker uptime;
    private boolean needsThread;
    private int watches;
    private boolean resting;
    private boolean begun;
    private long lastPulse;
    private long lost;
    private long lastLook;
    private long uptimeAtLook;

    private Standstill(Ticker running, Ticker uptime, boolean needsThread) {
        this.running = running;
        this.uptime = uptime;
        this.needsThread = needsThread;
    }

    /** One whose user calls {@link #pulse}; {@code running} stands still with the machine, {@code uptime} does not. */
    public static Standstill of(Ticker running, Ticker uptime) {
        return new Standstill(running, uptime, false);
    }

    /** The one of this process. */
    public static Standstill shared() {
        return SHARED;
    }

    /** Watches from now on until it is closed. */
    public synchronized StandstillWatch begin() {
        if (needsThread) {
            startThread();
        }
        long now = running.nanos();
        if (watches++ == 0) {
            lastPulse = now;
        }
        begun = true;
        if (resting) {
            notifyAll();
        }
        return new StandstillWatch(now, uptimeAt(now));
    }

    private void startThread() {
        var thread = new Thread(new Pulse(), "pulse");
        thread.setDaemon(true);
        thread.start();
        needsThread = false; // not if there was no thread to be had: the next one tries again
    }

    /** 0 where it cannot be read. */
    private long uptimeAt(long now) {
        if (uptimeAtLook <= 0 || now - lastLook > LOOK) {
            uptimeAtLook = uptime.nanos();
            lastLook = now;
        }
        return uptimeAtLook > 0 ? uptimeAtLook + now - lastLook : 0;
    }

    public synchronized void pulse() {
        long now = running.nanos();
        lost += late(now);
        lastPulse = now;
    }

    private long late(long now) {
        return counted(now - lastPulse - PULSE);
    }

    private static long counted(long nanos) {
        return nanos > SHORTEST ? nanos : 0;
    }

    /** Where probes follow each other the pulse goes on in between: to wake its thread for each would cost more than the pulse. */
    private synchronized void awaitPulse() throws InterruptedException {
        resting = watches == 0 && !begun;
        while (watches == 0 && !begun) {
            wait();
        }
        resting = false;
        begun = false;
        long begin = running.nanos();
        for (long left = PULSE; left > 0; left = PULSE - (running.nanos() - begin)) {
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    /** One time in which somebody wants to know. */
    public final class StandstillWatch implements AutoCloseable {
        private final long lostBefore = lost;
        private final long begin;
        private final long uptimeAtBegin;

        private StandstillWatch(long begin, long uptimeAtBegin) {
            this.begin = begin;
            this.uptimeAtBegin = uptimeAtBegin;
        }

        /**
         * How long the process did not run since then. What is below two seconds is none, and neither is a small share of
         * all the time: a busy machine halts a process for seconds, and a server that hangs for eleven minutes would never
         * be found there.
         */
        public Duration lost() {
            synchronized (Standstill.this) {
                long now = running.nanos();
                long asleep = asleep(now);
                long all = lost - lostBefore + late(now) + asleep;
                return all * SMALL_SHARE > now - begin + asleep ? Duration.ofNanos(all) : Duration.ZERO;
            }
        }

        private long asleep(long now) {
            long uptimeNow = uptime.nanos();
            boolean known = uptimeAtBegin > 0 && uptimeNow > 0;
            return known ? counted(uptimeNow - uptimeAtBegin - (now - begin)) : 0;
        }

        @Override
        public void close() {
            synchronized (Standstill.this) {
                watches--;
            }
        }
    }

    private final class Pulse implements Runnable {
        @Override
        public void run() {
            while (true) {
                try {
                    awaitPulse();
                    pulse();
                } catch (InterruptedException e) {
                    // nobody interrupts this thread to end it: it goes on
                }
            }
        }
    }

    /** The first figure of {@code /proc/uptime}, proc(5), in which a sleep counts; 0 where there is none. */
    private static final class Uptime implements Ticker {
        private static final Path FILE = Path.of("/proc/uptime");

        @Override
        public long nanos() {
            try {
                String text = new String(Files.readAllBytes(FILE), StandardCharsets.US_ASCII);
                return (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * TimeUnit.SECONDS.toNanos(1));
            } catch (IOException | RuntimeException e) {
                return 0;
            }
        }
    }
}
