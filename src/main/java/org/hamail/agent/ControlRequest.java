package org.hamail.agent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a launcher says at the socket: four bytes of length, most significant first, then that many bytes with the words of
 * the command line, each with a zero byte behind it.
 */
final class ControlRequest {
    /** The most bytes of all words. */
    static final int LONGEST = 128 * 1024;

    private ControlRequest() {}

    /** The words, at least one; anything else is an {@link IOException}. */
    static List<String> read(ReadableByteChannel channel) throws IOException {
        return words(message(channel, 2));
    }

    /** The next message, which has at least {@code shortest} bytes. */
    static ByteBuffer message(ReadableByteChannel channel, int shortest) throws IOException {
        int length = fill(channel, ByteBuffer.allocate(4)).getInt();
        if (length < shortest || length > LONGEST) {
            throw new IOException("a request of " + length + " bytes");
        }
        return fill(channel, ByteBuffer.allocate(length));
    }

    /** The words that remain in a message. */
    static List<String> words(ByteBuffer message) throws IOException {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        if (bytes.length == 0 || bytes[bytes.length - 1] != 0) {
            throw new IOException("incomplete request");
        }
        return words(bytes);
    }

    private static List<String> words(byte[] bytes) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                words.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        return words;
    }

    private static ByteBuffer fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("connection closed in the middle of a request");
            }
        }
        return buffer.flip();
    }
}
