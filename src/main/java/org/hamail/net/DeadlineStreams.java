package org.hamail.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import org.hamail.time.Deadline;

/** Both directions of a socket until a deadline. */
final class DeadlineStreams {
    private DeadlineStreams() {}

    /** What comes in on a socket until the deadline, at which the {@link DeadlineMonitor} closes it: a trickle cannot stretch it. */
    static final class DeadlineInputStream extends InputStream {
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
                return readKept(target, offset, length);
            }
            if (deadline.passed()) {
                throw NetworkException.timeout();
            }
            return readArriving(target, offset, length);
        }

        private int readKept(byte[] target, int offset, int length) {
            int count = Math.min(length, kept.length - given);
            System.arraycopy(kept, given, target, offset, count);
            given += count;
            return count;
        }

        private int readArriving(byte[] target, int offset, int length) throws IOException {
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

    /**
     * What goes out on a socket. A peer that no longer listens is no error here: what it said last is still to be read, and
     * the next read tells how it ended.
     */
    static final class DeadlineOutputStream extends OutputStream {
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
}
