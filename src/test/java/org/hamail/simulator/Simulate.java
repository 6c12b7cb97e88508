package org.hamail.simulator;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets worlds run until a number of service-years or a time is over, or something does not hold. */
public final class Simulate {
    static final int BATCH = 8;
    private static final int PROGRESS = 200;

    private Simulate() {}

    /** How one world ended. */
    record Ran(long seed, int days, Optional<Judge.Violation> violation, Map<String, Long> counts, long programs) {}

    /** Mostly weeks in which nothing happens but a few bad hours, which cost nothing; and days that are nothing else. */
    static int days(long seed) {
        return Dice.of(seed, 7).below(4) == 0 ? 1 : 30;
    }

    static Ran one(long seed, Deque<Carrier> carriers) {
        int days = days(seed);
        var world = new World(seed, days, false, carriers);
        world.run(Plan.of(seed, days));
        return new Ran(seed, days, Optional.ofNullable(world.judge.violation), world.counts, world.programs);
    }

    public static void main(String[] words) throws Exception {
        double years = 1;
        long seed = 1;
        long limit = Long.MAX_VALUE;
        boolean one = false;
        if (words.length == 1 && words[0].equals("--defects")) {
            System.exit(Hunt.all() ? 0 : 2);
        }
        if (words.length == 2 && words[0].equals("--defect")) {
            System.exit(Hunt.named(words[1]) ? 0 : 2);
        }
        for (int i = 0; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "--years" -> years = Double.parseDouble(words[i + 1]);
                case "--seed" -> seed = Long.parseLong(words[i + 1]);
                case "--cpu-seconds" -> limit = Long.parseLong(words[i + 1]);
                case "--world" -> {
                    seed = Long.parseLong(words[i + 1]);
                    one = true;
                }
                default -> System.exit(3);
            }
        }
        if (one) {
            System.exit(Told.tell(seed) ? 2 : 0);
        }
        System.exit(run(seed, years, limit) ? 0 : 2);
    }

    private static boolean run(long seed, double years, long cpuLimit) throws Exception {
        int threads = Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            var thread = new Thread(work, "worlds");
            thread.setDaemon(true);
            return thread;
        });
        ThreadLocal<Deque<Carrier>> carriers = ThreadLocal.withInitial(ArrayDeque::new);
        Map<String, Long> counts = new TreeMap<>();
        long begin = System.nanoTime();
        double serviceDays = 0;
        long programs = 0;
        long worlds = 0;
        long next = 0;
        Deque<Future<List<Ran>>> pending = new ArrayDeque<>();
        while (true) {
            while (pending.size() < threads * 2) {
                long first = seed * 1_000_003 + next;
                next += BATCH;
                pending.add(pool.submit(() -> {
                    var batch = new ArrayList<Ran>();
                    for (int i = 0; i < BATCH; i++) {
                        batch.add(one(first + i, carriers.get()));
                    }
                    return batch;
                }));
            }
            for (Ran ran : pending.remove().get()) {
                worlds++;
                serviceDays += (double) ran.days() * Plan.HOSTS;
                programs += ran.programs();
                ran.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
                if (ran.violation().isPresent()) {
                    Judge.Violation violation = ran.violation().get();
                    System.out.println("VIOLATED " + violation.invariant() + ": " + violation.invariant().sentence);
                    System.out.println(violation.detail());
                    System.out.println("again: packaging/simulate --world " + ran.seed());
                    Told.tell(ran.seed());
                    return false;
                }
            }
            if (worlds / PROGRESS != (worlds - BATCH) / PROGRESS) {
                System.err.printf(
                        Locale.ROOT, "%.1f service-years, %d CPU-seconds%n", serviceDays / 365.25, cpuSeconds());
            }
            if (serviceDays >= years * 365.25 || cpuSeconds() >= cpuLimit) {
                break;
            }
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        counts.forEach((what, count) -> System.out.printf(Locale.ROOT, "%12d %s%n", count, what));
        System.out.printf(
                Locale.ROOT,
                "%.1f service-years in %d worlds, %d programs of hamail, %d invariants, no violation%n",
                serviceDays / 365.25,
                worlds,
                programs,
                Invariant.values().length);
        System.err.printf(Locale.ROOT, "%d s, %d CPU-seconds%n", seconds, cpuSeconds());
        return true;
    }

    static long cpuSeconds() {
        return cpuMillis() / 1000;
    }

    static long cpuMillis() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1_000_000;
    }
}
