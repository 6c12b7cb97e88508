package org.hamail.net;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.hamail.time.Deadline;

/**
 * What goes out on a socket. A peer that no longer listens is no error here: what it said last is still to be read, and
 * the next read tells how it ended.
 */
final class DeadlineOutputStream extends OutputStream {
    private final OutputStream out;
    private final Deadline deadline;
    private boolean reset;

    DeadlineOutputStream(Socket socket, Deadline deadline) throws IOException {
        this.out = socket.getOutputStream();
        this.deadline = deadline;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (deadline.passed()) {
            throw NetworkException.timeout();
        }
        try {
            out.write(source, offset, length);
        } catch (IOException e) {
            if (deadline.passed()) {
                throw NetworkException.timeout();
            }
            reset = SocketErrors.isReset(e);
        }
    }

    /** Whether a write found the connection reset; the platform then shows readers a mere end of the stream. */
    boolean wasReset() {
        return reset;
    }
}
