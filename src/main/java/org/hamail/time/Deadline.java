package org.hamail.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The moment at which a whole conversation must be over: absolute, made once, handed down to every step. */
public final class Deadline {
    private final Ticker ticker;
    private final long start;
    private final long limit;

    private Deadline(Ticker ticker, long start, long limit) {
        this.ticker = ticker;
        this.start = start;
        this.limit = limit;
    }

    /** The deadline that passes {@code limit} from now. */
    public static Deadline after(Duration limit, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos(), limit.toNanos());
    }

    public static Deadline after(Duration limit) {
        return after(limit, Ticker.system());
    }

    public boolean passed() {
        return remainingNanos() <= 0;
    }

    public long remainingNanos() {
        return limit - (ticker.nanos() - start);
    }

    /** What remains in milliseconds, rounded up, at least 1: fit for a socket time limit, where 0 would mean for ever. */
    public int remainingMillis() {
        long millis = TimeUnit.NANOSECONDS.toMillis(remainingNanos() + 999_999);
        return (int) Math.max(1, Math.min(millis, Integer.MAX_VALUE));
    }

    public Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - start);
    }

    /** The whole time that was given. */
    public Duration limit() {
        return Duration.ofNanos(limit);
    }

    public Ticker ticker() {
        return ticker;
    }

    /** A clock that only goes forward, in nanoseconds from an arbitrary start; it never follows steps of the wall clock. */
    @FunctionalInterface
    public interface Ticker {
        long nanos();

        static Ticker system() {
            return new Ticker() { // a class: the first lambda of a JVM takes milliseconds, which a check has not
                @Override
                public long nanos() {
                    return System.nanoTime();
                }
            };
        }
    }
}
