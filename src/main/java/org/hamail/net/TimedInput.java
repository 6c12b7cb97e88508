package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.hamail.time.Deadline;

/** What comes in on a socket, each read allowed only what remains until the deadline: a trickle cannot stretch it. */
final class TimedInput extends InputStream {
    private static final int NONE = -1;

    private final Socket socket;
    private final InputStream in;
    private final TimedOutput out;
    private final Deadline deadline;
    private int first = NONE;

    TimedInput(Socket socket, TimedOutput out, Deadline deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = out;
        this.deadline = deadline;
    }

    /** Waits until something has arrived, and keeps it for the next read; false at the end of the stream. */
    boolean awaitFirst() throws IOException {
        if (first == NONE) {
            first = read();
        }
        return first != NONE;
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
        if (first != NONE) {
            target[offset] = (byte) first;
            first = NONE;
            return 1;
        }
        while (true) {
            if (deadline.passed()) {
                throw NetFault.timeout();
            }
            try {
                socket.setSoTimeout(deadline.remainingMillis());
                int count = in.read(target, offset, length);
                if (count < 0 && out.wasReset()) {
                    throw SocketErrors.reset();
                }
                return count;
            } catch (SocketTimeoutException e) {
                // rounded up to whole milliseconds: look at the clock again
            } catch (IOException e) {
                throw SocketErrors.whileTalking(e, deadline);
            }
        }
    }

    @Override
    public int available() throws IOException {
        return (first == NONE ? 0 : 1) + in.available();
    }
}
