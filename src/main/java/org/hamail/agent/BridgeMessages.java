package org.hamail.agent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** The messages of a bridge, which come several at a time: what has arrived is read in one piece. */
final class BridgeMessages {
    private static final int LENGTH = 4;
    private static final int NUMBER = 4;

    private final ReadableByteChannel channel;
    private final ByteBuffer arrived =
            ByteBuffer.allocate(LENGTH + ControlRequest.LONGEST).flip();

    BridgeMessages(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * The next one, its number first; good until the one after it is asked for.
     *
     * @throws IOException at the end of the connection, or when it is not one that a bridge sends
     */
    ByteBuffer next() throws IOException {
        await(LENGTH);
        int length = arrived.getInt(arrived.position());
        if (length < NUMBER || length > ControlRequest.LONGEST) {
            throw new IOException("a request of " + length + " bytes");
        }
        await(LENGTH + length);
        ByteBuffer message = arrived.slice(arrived.position() + LENGTH, length);
        arrived.position(arrived.position() + LENGTH + length);
        return message;
    }

    private void await(int bytes) throws IOException {
        while (arrived.remaining() < bytes) {
            arrived.compact();
            int got = channel.read(arrived);
            arrived.flip();
            if (got < 0) {
                throw new EOFException("connection closed in the middle of a request");
            }
        }
    }
}
