package org.hamail.recovery.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.OperatorCommand;
import org.junit.jupiter.api.Test;

class DecodedLinesTest {
    private static byte[] line(String reason) {
        var at = new Moment(Instant.parse("2026-11-22T12:00:00Z"), "boot", BigDecimal.ONE);
        var entry = new Entry(1, at, new OperatorCommand("pause", "alice", reason, Optional.empty()));
        return RecordCodec.encode(entry, RecordCodec.NO_RECORD).text().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theSameBytesAreDecodedOnce() {
        RecordCodec.Line first = RecordCodec.decode(line("once"));
        assertSame(first, RecordCodec.decode(line("once")));
    }

    /** Its hash is what the place is found by: all the rest is compared. */
    @Test
    void lineChangedExceptHashIsNotCached() {
        RecordCodec.decode(line("as written"));
        byte[] changed = new String(line("as written"), StandardCharsets.UTF_8)
                .replace("as written", "as wrotten")
                .getBytes(StandardCharsets.UTF_8);
        assertNull(DecodedLines.find(changed));
        assertThrows(IllegalArgumentException.class, () -> RecordCodec.decode(changed));
    }

    @Test
    void aLongLineIsDecodedEachTime() {
        byte[] line = line("x".repeat(10_000));
        assertEquals(RecordCodec.decode(line).hash(), RecordCodec.decode(line).hash());
        assertNull(DecodedLines.find(line));
    }

    @Test
    void whatIsNoLineIsNotFound() {
        assertNull(DecodedLines.find(new byte[0]));
        assertNull(DecodedLines.find("{".getBytes(StandardCharsets.UTF_8)));
    }
}
