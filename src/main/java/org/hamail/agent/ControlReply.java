package org.hamail.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.hamail.agent.Check.Answer;

/**
 * What the agent says at the socket: any number of {@link #WORKING} while the check runs; then
 * {@link #NOT_HERE}, or {@link #ANSWER}, the exit code as one byte, four bytes of length and the text.
 */
final class ControlReply {
    private static final byte WORKING = '.';
    private static final byte NOT_HERE = 'N';
    private static final byte ANSWER = 'A';

    private final WritableByteChannel channel;

    ControlReply(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** The check runs. */
    void working() throws IOException {
        send(ByteBuffer.wrap(new byte[] {WORKING}));
    }

    /** The launcher is to start a process of its own. */
    void notHere() throws IOException {
        send(ByteBuffer.wrap(new byte[] {NOT_HERE}));
    }

    void answer(Answer answer) throws IOException {
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        send(ByteBuffer.allocate(6 + text.length)
                .put(ANSWER)
                .put((byte) answer.exitCode())
                .putInt(text.length)
                .put(text)
                .flip());
    }

    private void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
