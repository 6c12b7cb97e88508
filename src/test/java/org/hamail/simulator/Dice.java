package org.hamail.simulator;

/** Random numbers from a seed, the same on every Java (SplitMix64). */
final class Dice {
    private long state;

    Dice(long seed) {
        this.state = seed;
    }

    /** Another source, of its own, for {@code purpose}. */
    static Dice of(long seed, long purpose) {
        var dice = new Dice(seed ^ (purpose * 0x9E3779B97F4A7C15L));
        dice.next();
        return new Dice(dice.next());
    }

    /** From now on as {@link #of}: what came before has no part in what comes. */
    void beginAnew(long seed, long purpose) {
        state = of(seed, purpose).state;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below {@code bound}. */
    int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    /** From {@code low} to {@code high}, both included. */
    long between(long low, long high) {
        return low + Long.remainderUnsigned(next(), high - low + 1);
    }

    /** True {@code percent} times of a hundred. */
    boolean chance(int percent) {
        return below(100) < percent;
    }
}
