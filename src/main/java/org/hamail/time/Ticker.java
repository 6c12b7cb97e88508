package org.hamail.time;

/** A clock that only goes forward, in nanoseconds from an arbitrary start; it never follows steps of the wall clock. */
@FunctionalInterface
public interface Ticker {
    long nanos();

    static Ticker system() {
        return System::nanoTime;
    }
}
