package org.hamail.agent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.hamail.agent.Check.Answer;

/**
 * What the agent says to a bridge: a letter and the number of the message that it answers. {@code P} = a sign of life,
 * {@code N} = only a process of the caller's own can answer, {@code A} = the answer: the exit code as one byte, four bytes
 * of length and the text.
 *
 * <p>No check waits for the bridge, and an event only with its answer, when it is recorded: what the bridge does not take in time
 * ends its connection.
 */
final class BridgeReply implements Closeable {
    private static final int MOST = 20_000;
    private static final int AT_ONCE = 64;
    private static final long NANOS_TO_LISTEN = TimeUnit.SECONDS.toNanos(10);
    private static final long IDLE = Long.MIN_VALUE;

    /** From one write to the next: each wakes the bridge, and the core behind it. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private final SocketChannel channel;
    private final BlockingQueue<ByteBuffer> waiting = new ArrayBlockingQueue<>(MOST);
    private final ReentrantLock turn = new ReentrantLock();

    /** When the write under way has begun. */
    private volatile long writing = IDLE;

    BridgeReply(SocketChannel channel) {
        this.channel = channel;
    }

    /** Whether the bridge has not taken for too long what is being written. */
    boolean isStuck(long nanoTime) {
        long since = writing;
        return since != IDLE && nanoTime - since > NANOS_TO_LISTEN;
    }

    void alive(int number) {
        send(ByteBuffer.allocate(5).put((byte) 'P').putInt(number));
    }

    void notHere(int number) {
        send(ByteBuffer.allocate(5).put((byte) 'N').putInt(number));
    }

    /** The answer to an event handler, which waits for nothing: on busy processors each change of threads costs milliseconds. */
    void answerAtOnce(int number, Answer answer) {
        try {
            write(new ByteBuffer[] {message(number, answer).flip()}, 1);
        } catch (IOException e) {
            close(); // it went away
        }
    }

    void answer(int number, Answer answer) {
        send(message(number, answer));
    }

    private static ByteBuffer message(int number, Answer answer) {
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(10 + text.length)
                .put((byte) 'A')
                .putInt(number)
                .put((byte) answer.exitCode())
                .putInt(text.length)
                .put(text);
    }

    private void send(ByteBuffer bytes) {
        if (!waiting.offer(bytes.flip())) {
            close();
        }
    }

    /** Writes what is to be said until the connection ends; what has come together meanwhile goes out in one piece. */
    void write() {
        var next = new ByteBuffer[AT_ONCE];
        long last = System.nanoTime() - PAUSE;
        try {
            while (channel.isOpen()) {
                ByteBuffer first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    int count = 0;
                    letGather(last + PAUSE - System.nanoTime());
                    for (ByteBuffer at = first; at != null; at = count < AT_ONCE ? waiting.poll() : null) {
                        next[count++] = at;
                    }
                    write(next, count);
                    last = System.nanoTime();
                }
            }
        } catch (IOException e) {
            close(); // it went away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    private void letGather(long nanos) throws InterruptedException {
        if (nanos > 0 && waiting.size() < AT_ONCE) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }

    private void write(ByteBuffer[] buffers, int count) throws IOException {
        turn.lock();
        try {
            writing = System.nanoTime();
            while (buffers[count - 1].hasRemaining()) {
                channel.write(buffers, 0, count);
            }
        } finally {
            writing = IDLE;
            turn.unlock();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is lost with a connection that is being given up
        }
    }
}
