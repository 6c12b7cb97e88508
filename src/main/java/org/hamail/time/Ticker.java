package org.hamail.time;

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
