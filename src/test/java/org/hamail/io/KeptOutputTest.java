package org.hamail.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptOutputTest {
    @ParameterizedTest
    @CsvSource({"aé, 2, a", "aé, 3, aé", "a€, 3, a", "a€, 4, a€", "a😀b, 4, a", "a😀b, 5, a😀", "abc, 2, ab", "é, 9, é"
    })
    void aCharacterThatTheLimitCutsIsLeftOut(String said, int limit, String kept) {
        var output = new KeptOutput(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)), limit);
        output.start();
        assertEquals(kept, output.text(Duration.ofMinutes(1)));
    }
}
