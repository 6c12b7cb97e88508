package org.hamail.process.sockets;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hamail.support.Eventually;
import org.hamail.time.Deadline.Ticker;
import org.junit.jupiter.api.Test;

class TableReaderTest {
    /** Without the reader every full server would look like a hung one, and would be restarted. */
    @Test
    void oneLookWithoutMemoryDoesNotEndAllLooks() throws Exception {
        var once = new AtomicBoolean(true);
        Ticker ticker = () -> {
            if (Thread.currentThread().getName().equals("socket table") && once.getAndSet(false)) {
                throw new OutOfMemoryError("once");
            }
            return System.nanoTime();
        };
        var reader = new TableReader(Path.of("/proc"), ticker);
        ServerView first = reader.begin(Set.of(InetAddress.getLoopbackAddress()), 1, false);
        ServerView second = reader.begin(Set.of(InetAddress.getLoopbackAddress()), 2, false);
        try {
            int looks = Eventually.get(Duration.ofSeconds(60), second::looks, seen -> seen >= 3);
            assertTrue(looks >= 3 && !once.get());
        } finally {
            reader.end(first);
            reader.end(second);
        }
    }

    @Test
    void beginningWithoutMemoryLeavesNothingBehind() throws Exception {
        var now = new AtomicBoolean();
        Ticker ticker = () -> {
            if (now.get() && !Thread.currentThread().getName().equals("socket table")) {
                throw new OutOfMemoryError("once");
            }
            return System.nanoTime();
        };
        var reader = new TableReader(Path.of("/proc"), ticker);
        long before = readers();
        ServerView first = reader.begin(Set.of(InetAddress.getLoopbackAddress()), 1, false);
        now.set(true);
        assertThrows(OutOfMemoryError.class, () -> reader.begin(Set.of(InetAddress.getLoopbackAddress()), 2, false));
        now.set(false);
        reader.end(first);
        long after = Eventually.get(Duration.ofSeconds(60), TableReaderTest::readers, count -> count <= before);
        assertTrue(after <= before); // one of another test may have ended meanwhile
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("socket table"))
                .count();
    }
}
