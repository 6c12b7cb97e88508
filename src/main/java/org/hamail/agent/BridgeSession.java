package org.hamail.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
        Optional<String> peer = peers.peer(channel);
        long limit = silence.toNanos();
        ScheduledFuture<?> looks = watch.scheduleWithFixedDelay(
                () -> {
                    long now = System.nanoTime();
                    if (now - heard > limit || reply.isStuck(now)) {
                        reply.close();
                    }
                },
                limit / 3,
                limit / 3,
                TimeUnit.NANOSECONDS);
        try {
            var messages = new BridgeMessages(channel);
            while (true) {
                ByteBuffer message = messages.next();
                heard = System.nanoTime();
                int number = message.getInt();
                if (message.hasRemaining()) {
                    begin(number, ControlRequest.words(message), peer);
                } else {
                    reply.alive(number);
                }
            }
        } finally {
            looks.cancel(false);
            open.values().forEach(RunningJob::abandon);
        }
    }

    private void begin(int number, List<String> words, Optional<String> peer) {
        var job = new BridgeJobs.Job() {
            @Override
            public void run() {
                if (channel.isOpen() || !isCheck(words)) {
                    BridgeSession.this.run(number, words, peer);
                }
            }

            @Override
            public void refuse() {
                reply.notHere(number);
            }
        };
        if (isCheck(words)) {
            jobs.add(job);
        } else {
            jobs.addUrgent(job); // an event
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
