package org.hamail.agent.ifw;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.hamail.agent.Check.Checks;
import org.hamail.agent.ProbeThreads;

/** Listens for Icinga. The number of callers and what each may take of time and bytes is bounded. */
public final class IfwApi implements Closeable {
    /** The most callers at the same time, probes that hang included. */
    static final int MOST = 512;

    private static final int QUEUE = 64;
    private static final long PAUSE_NANOS = 100_000_000;

    private final ServerSocket server;
    private final Checks checks;
    private final ExecutorService threads = ProbeThreads.best();
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        var thread = new Thread(task, "ifw-api");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore places = new Semaphore(MOST);
    private volatile IfwAccess access;
    private volatile Optional<Supplier<String>> figures = Optional.empty();

    /**
     * Begins to listen.
     *
     * @param port 0 = any that is free
     * @throws IOException with a sentence for people
     */
    public IfwApi(String address, int port, IfwAccess access, Checks checks) throws IOException {
        this.access = access;
        this.checks = checks;
        watch.setRemoveOnCancelPolicy(true);
        server = new ServerSocket();
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName(address), port), QUEUE);
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    "agent: ifw_api cannot listen on " + address + " port " + port + ": " + e.getMessage(), e);
        }
        var listener = new Thread(this::accept, "ifw-api");
        listener.setDaemon(true);
        listener.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Who may call from now on. */
    public void replace(IfwAccess next) {
        access = next;
    }

    /** What {@code /metrics} answers from now on; empty = nothing. */
    public void figures(Optional<Supplier<String>> next) {
        figures = next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                handle(server.accept());
            } catch (IOException e) { // such as too many open files
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void handle(Socket caller) throws IOException {
        if (!places.tryAcquire()) {
            caller.close();
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    new IfwExchange(caller, access, checks, figures, threads, watch).serve();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            places.release();
            caller.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
        watch.shutdownNow();
    }
}
