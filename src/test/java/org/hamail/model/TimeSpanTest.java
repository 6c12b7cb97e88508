package org.hamail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeSpanTest {
    @ParameterizedTest
    @CsvSource({"0s, 0", "30s, 30", "5m, 300", "1h, 3600", "1d, 86400", "999999999d, 86399999913600"})
    void digitsAndAUnitAreATime(String text, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), TimeSpan.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5", "05m", "1.5h", "-1s", "1h30m", "5 m", "1w", "1S", "1000000000s", "\u0661s"})
    void nothingElseIs(String text) {
        assertEquals(Optional.empty(), TimeSpan.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "90, 90s", "120, 2m", "3600, 1h", "5400, 90m", "172800, 2d"})
    void theLargestWholeUnitIsShown(long seconds, String text) {
        assertEquals(text, TimeSpan.words(Duration.ofSeconds(seconds)));
    }
}
