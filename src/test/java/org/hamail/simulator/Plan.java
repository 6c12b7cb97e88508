package org.hamail.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that will go wrong in a world, from its seed. */
final class Plan {
    static final int HOSTS = 4;
    private static final int HEAPS = 8;
    private static final int IN_A_HEAP = 15;
    private static final int WEIGHT;

    static {
        int sum = 0;
        for (Disturbance.Kind kind : Disturbance.Kind.values()) {
            sum += kind.weight;
        }
        WEIGHT = sum;
    }

    private Plan() {}

    /** Misfortune comes in heaps: within an hour or two around a moment, and mostly on one logical host. */
    static List<Disturbance> of(long seed, int days) {
        Dice dice = Dice.of(seed, 1);
        var plan = new ArrayList<Disturbance>();
        for (int i = 0; i < HEAPS; i++) {
            int mail = dice.below(HOSTS);
            long begin = dice.between(World.HOUR / 4, days * World.DAY - 5 * World.HOUR);
            long width = dice.between(World.HOUR / 6, 2 * World.HOUR);
            int server = dice.below(2);
            for (int j = 0; j < IN_A_HEAP; j++) {
                boolean elsewhere = dice.chance(15);
                plan.add(disturbance(
                        dice,
                        Math.min(begin + dice.between(0, width), days * World.DAY - World.CALM - 1),
                        elsewhere ? dice.below(HOSTS) : mail,
                        dice.chance(25) ? 1 - server : server));
            }
        }
        plan.sort(Comparator.comparingLong(Disturbance::at));
        return plan;
    }

    private static Disturbance disturbance(Dice dice, long at, int mail, int server) {
        int pick = dice.below(WEIGHT);
        Disturbance.Kind found = Disturbance.Kind.KILL;
        for (Disturbance.Kind kind : Disturbance.Kind.values()) {
            pick -= kind.weight;
            if (pick < 0) {
                found = kind;
                break;
            }
        }
        long lasts = dice.chance(70) ? dice.between(5_000, 15 * 60_000) : dice.between(60_000, 3 * World.HOUR);
        return new Disturbance(at, found, mail, server, dice.below(1_000_000), lasts);
    }
}
