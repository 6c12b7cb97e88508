package org.hamail.agent;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;

/**
 * Answers the clients of the control socket. Whatever they send, or do not send, their number and the length and time of a
 * request are bounded, and so are the checks that run for them, also those whose client has gone.
 */
final class ControlServer {
    private static final long SECONDS_TO_ASK = 5;
    private static final long SECONDS_TO_LISTEN = 10;
    /** A launcher waits 2 s for the first sign of life, and 15 s between two of them. */
    private static final long MILLIS_OF_SILENCE = 200;

    private static final long MILLIS_BETWEEN_SIGNS = 5000;

    private final Checks checks;
    private final PeerPolicy peers;
    private final ExecutorService threads;
    private final ScheduledExecutorService watch;
    private final AtomicInteger present = new AtomicInteger();
    private final ClientLimits limits;
    private final Semaphore runs;
    private final Semaphore waiters;
    private final BridgeJobs bridged;

    ControlServer(
            Checks checks,
            PeerPolicy peers,
            ExecutorService threads,
            ScheduledExecutorService watch,
            ClientLimits limits) {
        this.limits = limits;
        this.runs = new Semaphore(limits.runs(), true);
        this.waiters = new Semaphore(limits.most() / 2);
        this.checks = checks;
        this.peers = peers;
        this.threads = threads;
        this.watch = watch;
        this.bridged = new BridgeJobs(BridgeSession.MOST, threads, watch);
    }

    /** Takes care of one connection and returns at once. */
    void accept(SocketChannel channel) {
        if (present.incrementAndGet() > limits.most()) {
            release(channel);
            return;
        }
        try {
            threads.execute(() -> serve(channel));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            release(channel);
        }
    }

    int present() {
        return present.get();
    }

    private void serve(SocketChannel channel) {
        try {
            List<String> words = within(SECONDS_TO_ASK, channel, () -> ControlRequest.read(channel));
            if (words.equals(BridgeSession.HELLO)) {
                handleBridge(channel);
            } else {
                handle(channel, words);
            }
        } catch (IOException | RuntimeException e) {
            // the client went away or sent nothing that could be answered: the launcher starts java
        } finally {
            release(channel);
        }
    }

    private void handle(SocketChannel channel, List<String> words) throws IOException {
        var reply = new ControlReply(channel);
        Optional<CheckRun> run = peers.areServed(channel, words) ? checks.runFor(words) : Optional.empty();
        if (run.isEmpty() || !hasPlace(run.get())) {
            send(channel, reply::notHere);
        } else {
            answer(channel, reply, run.get());
        }
    }

    /** An event waits for nothing: its launcher starts Java. */
    private boolean hasPlace(CheckRun run) {
        return run.mayBeAbandoned() ? awaitsPlace() : runs.tryAcquire();
    }

    private boolean awaitsPlace() {
        if (!waiters.tryAcquire()) {
            return false;
        }
        try {
            return runs.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiters.release();
        }
    }

    /** Says what {@code run} says, and in between that it is not over. */
    private void answer(SocketChannel channel, ControlReply reply, CheckRun run) throws IOException {
        Future<Answer> answer = begin(run);
        long wait = MILLIS_OF_SILENCE;
        try {
            while (true) {
                try {
                    Answer said = answer.get(wait, TimeUnit.MILLISECONDS);
                    send(channel, () -> reply.answer(said));
                    return;
                } catch (TimeoutException e) {
                    send(channel, reply::working);
                    wait = MILLIS_BETWEEN_SIGNS;
                }
            }
        } catch (ExecutionException e) {
            send(channel, reply::notHere);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (run.mayBeAbandoned() && answer.cancel(true)) {
                run.abandon();
            }
        }
    }

    private void handleBridge(SocketChannel channel) throws IOException {
        try (var reply = new BridgeReply(channel)) {
            threads.execute(reply::write);
            new BridgeSession(channel, checks, peers, reply, bridged).serve(watch, BridgeSession.SILENCE);
        }
    }

    /** The permit comes back when the check ends, which is soon after the one who asked for it went away. */
    private Future<Answer> begin(CheckRun run) {
        var answer = new FutureTask<Answer>(run::answer);
        try {
            threads.execute(() -> run(answer));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            runs.release();
            throw new RejectedExecutionException(e);
        }
        return answer;
    }

    private void run(Runnable check) {
        try {
            check.run();
        } finally {
            runs.release();
        }
    }

    private void send(SocketChannel channel, SendStep step) throws IOException {
        within(SECONDS_TO_LISTEN, channel, () -> {
            step.run();
            return List.of();
        });
    }

    /** A channel has no time limit of its own: whoever takes too long finds it closed. */
    private List<String> within(long seconds, SocketChannel channel, ReplyStep step) throws IOException {
        ScheduledFuture<?> end = watch.schedule(() -> close(channel), seconds, TimeUnit.SECONDS);
        try {
            return step.run();
        } finally {
            end.cancel(false);
        }
    }

    private void release(SocketChannel channel) {
        present.decrementAndGet();
        close(channel);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is lost with a connection that is being given up
        }
    }

    @FunctionalInterface
    private interface ReplyStep {
        List<String> run() throws IOException;
    }

    @FunctionalInterface
    private interface SendStep {
        void run() throws IOException;
    }
}
