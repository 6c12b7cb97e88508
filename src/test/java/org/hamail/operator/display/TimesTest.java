package org.hamail.operator.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static final Instant TIME = Instant.parse("2026-07-01T23:30:00.123Z");
    private static final Times BERLIN = Times.in(ZoneId.of("Europe/Berlin"));

    @Test
    void localTimesHaveTheirOffset() {
        assertEquals("2026-07-02 01:30:00.123 +02:00", BERLIN.millis(TIME));
        assertEquals("2026-07-02 01:30:00 +02:00", BERLIN.seconds(TIME));
        assertEquals("2026-07-01 23:30:00 Z", Times.utc().seconds(TIME));
    }

    @Test
    void aTimeOfTodayIsBrief() {
        assertEquals("01:30:00", BERLIN.brief(TIME, TIME.plusSeconds(60)));
        assertEquals("01:30:00", BERLIN.brief(TIME, TIME.minusSeconds(7200)));
        assertEquals("2026-07-02 01:30:00", BERLIN.brief(TIME, TIME.plusSeconds(86_400)));
    }

    @Test
    void timesInTextFollowTheTimeZone() {
        assertEquals(
                "until 2026-07-02 01:30:00 +02:00, not 2026-99-01T23:30:00Z nor 2026-07-01",
                BERLIN.localised("until 2026-07-01T23:30:00.123Z, not 2026-99-01T23:30:00Z nor 2026-07-01"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "-5, 0 s", "59, 59 s", "60, 1 min", "185, 3 min 5 s", "7380, 2 h 3 min", "100000, 1 d 3 h"})
    void aSpanHasItsTwoLargestUnits(long seconds, String words) {
        assertEquals(words, Spans.words(Duration.ofSeconds(seconds)));
    }
}
