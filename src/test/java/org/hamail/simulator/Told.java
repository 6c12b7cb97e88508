package org.hamail.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The story of a world in which something did not hold, without what had no part in it. */
final class Told {
    private static final int LONGEST = 20;
    private static final int TRIES = 1500;

    private final long seed;
    private final int days;
    private final Deque<Carrier> carriers = new ArrayDeque<>();
    private int tries;

    private Told(long seed, int days) {
        this.seed = seed;
        this.days = days;
    }

    /** Tells it; whether something did not hold. */
    static boolean tell(long seed) {
        return new Told(seed, Density.of(seed).days).tell(Plan.of(seed));
    }

    private boolean tell(List<Disturbance> plan) {
        World whole = run(plan, days * World.DAY);
        Judge.Violation violation = whole.judge.violation;
        if (violation == null) {
            System.out.println("world " + seed + ": no violation");
            return false;
        }
        List<Disturbance> before =
                plan.stream().filter(each -> each.at() <= violation.at()).toList();
        List<Disturbance> shrunk = shrink(before, violation);
        World told = run(shrunk, violation.at() + 1);
        System.out.println("world " + seed + ", " + shrunk.size() + " of " + plan.size() + " disturbances:");
        List<String> story = told.story;
        int skipped = Math.max(0, story.size() - LONGEST);
        if (skipped > 0) {
            System.out.println("  ... " + skipped + " events before");
        }
        story.subList(skipped, story.size()).forEach(line -> System.out.println("  " + line));
        Optional.ofNullable(told.judge.violation)
                .ifPresent(each -> System.out.println("  " + each.invariant() + ": " + each.detail()));
        return true;
    }

    private World run(List<Disturbance> plan, long until) {
        tries++;
        var world = new World(seed, days, true, carriers);
        world.run(plan, until);
        return world;
    }

    private boolean violates(List<Disturbance> plan, Judge.Violation before) {
        Judge.Violation violation = run(plan, before.at() + 1).judge.violation;
        return violation != null && violation.invariant() == before.invariant();
    }

    /** Leaves out ever smaller pieces as long as the same invariant is violated. */
    private List<Disturbance> shrink(List<Disturbance> plan, Judge.Violation violation) {
        List<Disturbance> rest = plan;
        for (int piece = Math.max(1, plan.size() / 2); piece >= 1 && tries < TRIES; piece /= 2) {
            boolean less = true;
            while (less && tries < TRIES) {
                less = false;
                for (int at = 0; at < rest.size() && tries < TRIES; at += piece) {
                    var without = new ArrayList<>(rest);
                    without.subList(at, Math.min(rest.size(), at + piece)).clear();
                    if (violates(without, violation)) {
                        rest = without;
                        less = true;
                        at -= piece;
                    }
                }
                less &= piece == 1;
            }
        }
        return rest;
    }
}
