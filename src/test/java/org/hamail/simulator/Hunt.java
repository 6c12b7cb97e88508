package org.hamail.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts one defect after the other in and lets worlds run until an invariant is violated. */
final class Hunt {
    static final long SEED = 1;
    static final long CPU_SECONDS = 60;

    private Hunt() {}

    /** The first invariant that is violated, and in which world; empty when none is in {@code seconds} of CPU time. */
    static String first(long seconds) {
        Deque<Carrier> carriers = new ArrayDeque<>();
        long begin = Simulate.cpuMillis();
        for (long world = SEED * 1_000_003; Simulate.cpuMillis() - begin < seconds * 1000; world++) {
            Simulate.Ran ran = Simulate.one(world, carriers);
            if (ran.violation().isPresent()) {
                return "`" + ran.violation().get().invariant() + "` | " + world;
            }
        }
        return "";
    }

    /** Prints a row for each; whether every one was found. */
    static boolean all() throws Exception {
        System.out.println("| defect | found by | world | CPU seconds |");
        System.out.println("|---|---|---|---|");
        boolean found = true;
        for (Map.Entry<String, List<Defect>> each : Defects.all().entrySet()) {
            long begin = Simulate.cpuMillis();
            String row = inWorldsWith(each.getValue());
            found &= !row.isEmpty();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f |%n",
                    each.getKey(),
                    row.isEmpty() ? "nothing | -" : row,
                    (Simulate.cpuMillis() - begin) / 1000.0);
        }
        return found;
    }

    private static String inWorldsWith(List<Defect> defects) throws Exception {
        var first = Planted.with(defects).loadClass(Hunt.class.getName()).getDeclaredMethod("first", long.class);
        first.setAccessible(true);
        return (String) first.invoke(null, CPU_SECONDS);
    }
}
