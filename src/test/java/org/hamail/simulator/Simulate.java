package org.hamail.simulator;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets worlds run until a number of service-years or a time is over, or something does not hold. */
public final class Simulate {
    private Simulate() {}

    /** How one world ended. */
    record Ran(
            long seed,
            int days,
            Optional<Judge.Violation> violation,
            Map<String, Long> counts,
            Map<String, Long> faults,
            long begun,
            long programs) {}

    static Ran one(long seed, Deque<Carrier> carriers) {
        int days = Density.of(seed).days;
        var world = new World(seed, days, false, carriers);
        world.run(Plan.of(seed));
        return new Ran(
                seed,
                days,
                Optional.ofNullable(world.judge.violation),
                world.counts,
                world.faults,
                world.begun,
                world.programs);
    }

    public static void main(String[] words) throws Exception {
        double years = 1;
        long seed = 1;
        long limit = Long.MAX_VALUE;
        boolean one = false;
        int threads = Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors()));
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
                case "--threads" -> threads = Math.max(1, Integer.parseInt(words[i + 1]));
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
        System.exit(run(seed, years, limit, threads) ? 0 : 2);
    }

    /** The worlds of {@code seed}, one after the other, until {@code years} are full or {@code cpuLimit} is over. */
    private static boolean run(long seed, double years, long cpuLimit, int threads) throws Exception {
        var totals = new Totals(years);
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            var thread = new Thread(work, "worlds");
            thread.setDaemon(true);
            return thread;
        });
        ThreadLocal<Deque<Carrier>> carriers = ThreadLocal.withInitial(ArrayDeque::new);
        Deque<Future<Ran>> ahead = new ArrayDeque<>();
        long next = seed * 1_000_003;
        while (!totals.areFull() && cpuSeconds() < cpuLimit) {
            while (ahead.size() < 2 * threads) {
                long world = next++;
                ahead.add(pool.submit(() -> one(world, carriers.get())));
            }
            Ran ran = ahead.remove().get();
            if (ran.violation().isPresent()) {
                tell(ran, ran.violation().get());
                return false;
            }
            totals.add(ran);
        }
        totals.print();
        return true;
    }

    private static void tell(Ran ran, Judge.Violation violation) {
        System.out.println("VIOLATED " + violation.invariant() + ": " + violation.invariant().sentence);
        System.out.println(violation.detail());
        System.out.println("again: packaging/simulate --world " + ran.seed());
        System.out.flush();
        Told.tell(ran.seed());
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
