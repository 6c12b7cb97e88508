package org.hamail.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import org.hamail.plugin.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolLineTest {
    @Test
    void aLineIsReadAsItWasWritten() {
        var line = SpoolLine.waiting(7, Results.of("IMAP", Status.CRITICAL, "ä|\n", "time=1s"));
        String text = new String(line.encode(), StandardCharsets.UTF_8);
        assertEquals(Optional.of(line), SpoolLine.decode(text.substring(0, text.length() - 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "99999999999999999999",
                "1 null",
                "1 [1]",
                "1 {}",
                "1 {\"host\":null,\"service\":\"s\",\"state\":\"OK\",\"output\":\"\"}",
                "1 {\"host\":{},\"service\":\"s\",\"state\":\"OK\",\"output\":\"\"}",
                "1 {\"host\":[],\"service\":\"s\",\"state\":\"OK\",\"output\":\"\"}"
            })
    void aRightSumMakesNoResultOfSomethingElse(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), SpoolLine.decode(String.format("%08x %s", crc.getValue(), body)));
    }
}
