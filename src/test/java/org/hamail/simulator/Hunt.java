package org.hamail.simulator;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Puts one defect after the other in and lets worlds run until an invariant is violated. */
final class Hunt {
    static final long SEED = 1;
    static final long CPU_SECONDS = 60;
    /** What bursts can find they find in so many worlds; then they are left out, for they cost more than all others. */
    private static final int WITH_BURSTS = 16;

    private Hunt() {}

    /** The first invariant that is violated, and in which world; empty when none is in {@code seconds} of CPU time. */
    static String first(long seconds) {
        Deque<Carrier> carriers = new ArrayDeque<>();
        long begin = Simulate.cpuMillis();
        long start = SEED * 1_000_003;
        for (long world = start; Simulate.cpuMillis() - begin < seconds * 1000; world++) {
            if (world >= start + WITH_BURSTS && Density.of(world) == Density.BURSTS) {
                continue;
            }
            Simulate.Ran ran = Simulate.one(world, carriers);
            if (ran.violation().isPresent()) {
                return "`" + ran.violation().get().invariant() + "` | " + world;
            }
        }
        return "";
    }

    /** Prints a row for each, two at a time, each in a process of its own; whether every one was found. */
    static boolean all() throws Exception {
        System.out.println("| defect | found by | world | CPU seconds |");
        System.out.println("|---|---|---|---|");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        var rows = new LinkedHashMap<String, Future<String>>();
        for (String name : Defects.all().keySet()) {
            rows.put(name, pool.submit(() -> inAnotherProcess(name)));
        }
        pool.shutdown();
        boolean found = true;
        for (Map.Entry<String, Future<String>> each : rows.entrySet()) {
            String row = each.getValue().get();
            found &= row.startsWith("| " + each.getKey() + " | `");
            System.out.print(row);
            System.out.flush();
        }
        return found;
    }

    private static String inAnotherProcess(String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Simulate.class.getName()));
        command.addAll(List.of("--defect", name));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Prints a row for each defect whose name contains {@code words}; whether there are some and all were found. */
    static boolean named(String words) throws Exception {
        boolean some = false;
        boolean found = true;
        for (Map.Entry<String, List<Defect>> each : Defects.all().entrySet()) {
            if (each.getKey().contains(words)) {
                long begin = Simulate.cpuMillis();
                String row = inWorldsWith(each.getValue());
                some = true;
                found &= !row.isEmpty();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.1f |%n",
                        each.getKey(),
                        row.isEmpty() ? "nothing | -" : row,
                        (Simulate.cpuMillis() - begin) / 1000.0);
            }
        }
        return some && found;
    }

    private static String inWorldsWith(List<Defect> defects) throws Exception {
        var first = Planted.with(defects).loadClass(Hunt.class.getName()).getDeclaredMethod("first", long.class);
        first.setAccessible(true);
        return (String) first.invoke(null, CPU_SECONDS);
    }
}
