package org.hamail.agent;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for probes that mostly wait: virtual ones from Java 21 on, else many of the system with small stacks. */
public final class ProbeThreads {
    /** The most probes at the same time without virtual threads. */
    static final int MOST = 12_000;

    private static final long STACK_BYTES = 160 * 1024;
    private static final long IDLE_SECONDS = 20;

    private ProbeThreads() {}

    /** The best that this Java has. An executor may refuse a task when too many run. */
    public static ExecutorService best() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return ofTheSystem();
        }
    }

    static ExecutorService ofTheSystem() {
        return new ThreadPoolExecutor(
                0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), ProbeThreads::small);
    }

    private static Thread small(Runnable task) {
        var thread = new Thread(null, task, "probe", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    }
}
