package org.hamail.simulator;

/** How much goes wrong in a world, and how close together. */
enum Density {
    /** Weeks in which nothing happens but a few bad hours, which cost nothing. */
    CALM(60),
    /** A day that is nothing but bad hours. */
    BAD_DAY(1),
    /** A day of some bursts, each of two thousand disturbances. */
    BURSTS(1);

    final int days;

    Density(int days) {
        this.days = days;
    }

    static Density of(long seed) {
        int pick = Dice.of(seed, 7).below(13);
        return pick < 6 ? CALM : pick < 8 ? BAD_DAY : BURSTS;
    }
}
