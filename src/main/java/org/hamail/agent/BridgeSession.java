package org.hamail.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.hamail.agent.Check.Answer;
import org.hamail.agent.Check.Checks;

/**
 * One connection of {@code hamail-bridge}, with any number of jobs at a time. Each message to the agent has four bytes of
 * length, most significant first, and four bytes of number; then the words of a job as in a {@link ControlRequest}, or
 * nothing, which asks for a sign of life. The answers are those of {@link BridgeReply}.
 */
final class BridgeSession {
    /** What a bridge says first, with the version of its protocol. */
    static final List<String> HELLO = List.of("hamail-bridge", "1");

    /** The most jobs of all bridges at the same time; a bridge runs more itself. */
    static final int MOST = 12_000;

    /** A bridge says something once a second. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private final SocketChannel channel;
    private final Checks checks;
    private final PeerPolicy peers;
    private final BridgeReply reply;
    private final Map<Integer, RunningJob> open = new ConcurrentHashMap<>();
    private final BridgeJobs jobs;
    private volatile long heard = System.nanoTime();

    /** {@code jobs} is shared by all bridges. */
    BridgeSession(SocketChannel channel, Checks checks, PeerPolicy peers, BridgeReply reply, BridgeJobs jobs) {
        this.channel = channel;
        this.checks = checks;
        this.peers = peers;
        this.reply = reply;
        this.jobs = jobs;
    }

    /**
     * Serves the connection until its end, or until nothing was heard for {@code silence}; whatever still runs for it then is
     * abandoned.
     */
    void serve(ScheduledExecutorService watch, Duration silence) throws IOException {
        ScheduledFuture<?> looks = watchFor(silence, watch);
        try {
            new MessageReader(peers.peer(channel)).awaitEnd();
        } finally {
            looks.cancel(false);
            open.values().forEach(RunningJob::abandon);
        }
    }

    private ScheduledFuture<?> watchFor(Duration silence, ScheduledExecutorService watch) {
        long limit = silence.toNanos();
        Runnable look = () -> {
            long now = System.nanoTime();
            if (now - heard > limit || reply.isStuck(now)) {
                reply.close();
            }
        };
        return watch.scheduleWithFixedDelay(look, limit / 3, limit / 3, TimeUnit.NANOSECONDS);
    }

    /**
     * Reads what the bridge says. The thread that has read an event is on a processor just now: it runs the event, and another
     * one reads on. On busy processors a thread that is woken for the event would begin milliseconds later.
     */
    private final class MessageReader {
        private final Optional<String> peer;
        private final BridgeMessages messages = new BridgeMessages(channel);
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        MessageReader(Optional<String> peer) {
            this.peer = peer;
        }

        /** @throws IOException as each connection ends */
        void awaitEnd() throws IOException {
            read();
            try {
                end.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reply.close();
            }
        }

        private void read() {
            Runnable event = () -> {};
            try {
                event = untilEvent();
            } catch (IOException | RuntimeException e) {
                end.completeExceptionally(e);
            } catch (Error e) {
                end.completeExceptionally(e);
                throw e;
            }
            event.run();
        }

        private Runnable untilEvent() throws IOException {
            Optional<Runnable> event = Optional.empty();
            while (event.isEmpty()) {
                ByteBuffer message = messages.next();
                heard = System.nanoTime();
                int number = message.getInt();
                if (message.hasRemaining()) {
                    event = begin(number, ControlRequest.words(message));
                } else {
                    reply.alive(number);
                }
            }
            return event.get();
        }

        /** Begins a check; an event is given back, where another thread reads on. */
        private Optional<Runnable> begin(int number, List<String> words) {
            if (isCheck(words)) {
                jobs.add(new CheckJob(number, words, peer));
            } else if (jobs.runs(this::read)) {
                return Optional.of(() -> run(number, words, peer));
            } else {
                reply.notHere(number);
            }
            return Optional.empty();
        }
    }

    private final class CheckJob implements BridgeJobs.Job {
        private final int number;
        private final List<String> words;
        private final Optional<String> peer;

        CheckJob(int number, List<String> words, Optional<String> peer) {
            this.number = number;
            this.words = words;
            this.peer = peer;
        }

        @Override
        public void run() {
            if (channel.isOpen()) {
                BridgeSession.this.run(number, words, peer);
            }
        }

        @Override
        public void refuse() {
            reply.notHere(number);
        }
    }

    private static boolean isCheck(List<String> words) {
        return !words.isEmpty() && words.get(0).startsWith("check_");
    }

    private void run(int number, List<String> words, Optional<String> peer) {
        Optional<CheckRun> run = peers.isServed(peer, words) ? checks.runFor(words) : Optional.empty();
        if (run.isEmpty()) {
            reply.notHere(number);
            return;
        }
        var running = new RunningJob(run.get(), Thread.currentThread());
        open.put(number, running);
        try {
            Answer answer = run.get().answer();
            if (isCheck(words)) {
                reply.answer(number, answer);
            } else {
                reply.answerAtOnce(number, answer);
            }
        } catch (RuntimeException | LinkageError e) { // a process of the caller's own says what is wrong
            reply.notHere(number);
        } finally {
            open.remove(number);
            running.end();
        }
    }
}
