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
        int length = fill(channel, ByteBuffer.allocate(4)).getInt();
        if (length < 2 || length > LONGEST) {
            throw new IOException("a request of " + length + " bytes");
        }
        byte[] bytes = fill(channel, ByteBuffer.allocate(length)).array();
        if (bytes[length - 1] != 0) {
            throw new IOException("a request without an end");
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
                throw new EOFException("the end in the middle of a request");
            }
        }
        return buffer.flip();
    }
}
