package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BridgeMessagesTest {
    private int reads;

    /** Gives at most {@code piece} bytes at a time. */
    private BridgeMessages pieces(ByteBuffer all, int piece) {
        return new BridgeMessages(new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                reads++;
                int count = Math.min(Math.min(piece, all.remaining()), target.remaining());
                if (count == 0) {
                    return -1;
                }
                target.put(all.slice(all.position(), count));
                all.position(all.position() + count);
                return count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        });
    }

    private static ByteBuffer messages(int count, int longest) {
        ByteBuffer all = ByteBuffer.allocate(count * (longest + 8));
        for (int i = 0; i < count; i++) {
            byte[] text = text(i, longest);
            all.putInt(4 + text.length).putInt(i).put(text);
        }
        return all.flip();
    }

    private static byte[] text(int number, int longest) {
        var random = new Random(number);
        var text = new byte[random.nextInt(longest)];
        random.nextBytes(text);
        return text;
    }

    private static void assertAll(BridgeMessages read, int count, int longest) throws IOException {
        for (int i = 0; i < count; i++) {
            ByteBuffer message = read.next();
            assertEquals(i, message.getInt());
            var text = new byte[message.remaining()];
            message.get(text);
            assertArrayEquals(text(i, longest), text);
        }
        assertThrows(EOFException.class, read::next);
    }

    @Test
    void whateverPiecesTheyComeInTheyAreTheSame() throws Exception {
        for (int piece : new int[] {1, 3, 7, 100, 4096, 1 << 20}) {
            assertAll(pieces(messages(300, 500), piece), 300, 500);
        }
        assertAll(pieces(messages(20, ControlRequest.LONGEST - 4), 10_000), 20, ControlRequest.LONGEST - 4);
    }

    @Test
    void thoseThatHaveArrivedTogetherAreReadTogether() throws Exception {
        assertAll(pieces(messages(300, 100), 1 << 20), 300, 100);
        assertEquals(2, reads, "one for all, one for the end");
    }

    @Test
    void whatIsNoMessageIsRefused() {
        for (int length : new int[] {3, 0, -1, ControlRequest.LONGEST + 1}) {
            ByteBuffer wrong = ByteBuffer.allocate(8).putInt(length).putInt(1).flip();
            IOException refusal = assertThrows(IOException.class, pieces(wrong, 8)::next);
            assertEquals("a request of " + length + " bytes", refusal.getMessage());
        }
    }
}
