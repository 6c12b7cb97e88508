package org.hamail.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Everything that will go wrong in a world, from its seed. */
final class Plan {
    static final int HOSTS = 4;
    private static final int HEAPS = 8;
    private static final int IN_A_HEAP = 15;
    private static final int BURSTS = 4;
    private static final int IN_A_BURST = 2_000;
    /** In a burst the next program is befallen within so many steps. */
    private static final int FAR = 8;

    private final Dice dice;
    private final Density density;
    private final List<Disturbance> all = new ArrayList<>();

    private Plan(long seed, Density density) {
        this.dice = Dice.of(seed, 1);
        this.density = density;
    }

    static List<Disturbance> of(long seed) {
        return of(seed, Density.of(seed));
    }

    /** Only {@code some} on a day, and the calm that ends every plan. */
    static List<Disturbance> only(Disturbance... some) {
        var plan = new Plan(0, Density.BAD_DAY);
        plan.all.addAll(List.of(some));
        plan.calm();
        return plan.all;
    }

    static List<Disturbance> of(long seed, Density density) {
        var plan = new Plan(seed, density);
        if (density == Density.BURSTS) {
            plan.bursts();
        } else {
            plan.heaps();
        }
        plan.calm();
        plan.all.sort(Comparator.comparingLong(Disturbance::at));
        return plan.all;
    }

    /** Misfortune comes in heaps: within an hour or two around a moment, and mostly on one logical host. */
    private void heaps() {
        long end = density.days * World.DAY;
        for (int i = 0; i < HEAPS; i++) {
            int mail = dice.below(HOSTS);
            long begin = dice.between(World.HOUR / 4, end - 5 * World.HOUR);
            long width = dice.between(World.HOUR / 6, 2 * World.HOUR);
            int server = dice.below(2);
            for (int j = 0; j < IN_A_HEAP; j++) {
                boolean elsewhere = dice.chance(15);
                add(
                        Math.min(begin + dice.between(0, width), end - World.CALM - 1),
                        elsewhere ? dice.below(HOSTS) : mail,
                        dice.chance(25) ? 1 - server : server);
            }
        }
    }

    /** Bursts of half an hour or so, on all logical hosts and both servers at once, with some time between. */
    private void bursts() {
        long each = (World.DAY - World.CALM) / BURSTS;
        for (int i = 0; i < BURSTS; i++) {
            long begin = i * each + dice.between(0, each / 10);
            long width = dice.between(each / 10, each / 2);
            for (int j = 0; j < IN_A_BURST; j++) {
                add(begin + dice.between(0, width), dice.below(HOSTS), dice.below(2));
            }
            long end = begin + width + 1;
            all.add(new Disturbance(end, Disturbance.Kind.NOTHING_WAITS, 0, 0, 0, 0));
            all.add(new Disturbance(end + 1, Disturbance.Kind.NOTHING_WAITS, 0, 1, 0, 0));
            tidyUp(end + 10_000);
        }
    }

    /** When nothing goes wrong any more, people see to it some times that everything is switched on and acknowledged. */
    private void calm() {
        long begin = density.days * World.DAY - World.CALM;
        for (long after : new long[] {20, 40, 60, 200}) {
            tidyUp(begin + after * 60_000);
        }
    }

    private void tidyUp(long at) {
        for (int server = 0; server < 2; server++) {
            for (int mail = 0; mail < HOSTS; mail++) {
                long time = at + server * 100_000L + mail;
                all.add(new Disturbance(time, Disturbance.Kind.ON, mail, server, 0, 0));
                all.add(new Disturbance(time + 30_000, Disturbance.Kind.ACK, mail, server, 0, 0));
            }
        }
    }

    private void add(long at, int mail, int server) {
        boolean burst = density == Density.BURSTS;
        Disturbance.Kind kind = kind(burst ? each -> each.inBurst : each -> each.weight);
        int choice = burst && kind.waits() ? dice.below(FAR) : dice.below(1_000_000);
        all.add(new Disturbance(at, kind, mail, server, choice, burst ? shortly() : lasting()));
    }

    private Disturbance.Kind kind(ToIntFunction<Disturbance.Kind> weight) {
        int pick =
                dice.below(Stream.of(Disturbance.Kind.values()).mapToInt(weight).sum());
        for (Disturbance.Kind kind : Disturbance.Kind.values()) {
            pick -= weight.applyAsInt(kind);
            if (pick < 0) {
                return kind;
            }
        }
        return Disturbance.Kind.KILL;
    }

    private long lasting() {
        return dice.chance(70) ? dice.between(5_000, 15 * 60_000) : dice.between(60_000, 3 * World.HOUR);
    }

    private long shortly() {
        return dice.chance(80) ? dice.between(500, 60_000) : dice.between(10_000, 10 * 60_000);
    }
}
