package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendFileTest {
    @TempDir
    Path directory = Path.of("/nonexistent");

    private AppendFile open(Path path) throws IOException {
        return new AppendFile(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Test
    void aPieceStandsBehindWhatWasThere() throws IOException {
        Path path = Files.writeString(directory.resolve("a"), "one\n");
        try (AppendFile file = open(path)) {
            assertEquals(4, file.append(bytes("two\n")));
            assertEquals(8, file.append(bytes("three\n")));
            file.force();
            ByteBuffer back = ByteBuffer.allocate(3);
            file.read(4, back);
            assertEquals("two", new String(back.array(), StandardCharsets.UTF_8));
        }
        assertEquals("one\ntwo\nthree\n", Files.readString(path));
    }

    @Test
    void aPieceThatIsTakenOffLeavesNothing() throws IOException {
        Path path = directory.resolve("a");
        try (AppendFile file = open(path)) {
            file.append(bytes("one\n"));
            long begin = file.append(bytes("two\n"));
            file.takeOff(begin);
            assertFalse(file.isTorn());
            assertEquals(4, file.append(bytes("2\n")));
        }
        assertEquals("one\n2\n", Files.readString(path));
    }

    /** The disk takes nothing more, not even the end of the file back. */
    @Test
    void aClosedDiskLeavesATornFile() throws IOException {
        AppendFile file = open(directory.resolve("a"));
        file.close();
        assertThrows(IOException.class, () -> file.append(bytes("one\n")));
        assertTrue(file.isTorn());
        assertThrows(IOException.class, () -> file.append(bytes("one\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
