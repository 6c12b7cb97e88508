package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import org.hamail.time.Deadline;

/** What comes in on a socket until the deadline, at which the {@link DeadlineMonitor} closes it: a trickle cannot stretch it. */
final class DeadlineInputStream extends InputStream {
    /** Holds most greetings, and costs next to nothing while it waits for one. */
    private static final int FIRST = 128;

    private final InputStream in;
    private final DeadlineOutputStream out;
    private final Deadline deadline;
    private byte[] kept = new byte[0];
    private int given;

    DeadlineInputStream(Socket socket, DeadlineOutputStream out, Deadline deadline) throws IOException {
        this.in = socket.getInputStream();
        this.out = out;
        this.deadline = deadline;
    }

    /** Waits until something has arrived, and keeps it for the next read; false at the end of the stream. */
    boolean awaitFirst() throws IOException {
        if (given == kept.length) {
            var first = new byte[FIRST];
            kept = Arrays.copyOf(first, Math.max(0, read(first, 0, FIRST)));
            given = 0;
        }
        return kept.length > 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (given < kept.length) {
            int count = Math.min(length, kept.length - given);
            System.arraycopy(kept, given, target, offset, count);
            given += count;
            return count;
        }
        if (deadline.passed()) {
            throw NetworkException.timeout();
        }
        try {
            int count = in.read(target, offset, length);
            if (count < 0 && out.wasReset()) {
                throw SocketErrors.reset();
            }
            return count;
        } catch (IOException e) {
            throw SocketErrors.whileTalking(e, deadline);
        }
    }

    @Override
    public int available() throws IOException {
        return kept.length - given + in.available();
    }
}
