package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {
    @ParameterizedTest(name = "{0} alerts on {1}: {2}")
    @CsvSource({
        "10, -0.001, true",
        "10, 0, false",
        "10, 10, false",
        "10, 10.0, false",
        "10, 10.001, true",
        "10:, 9.999, true",
        "10:, 10, false",
        "10:, 1000000000000000000000000000000, false",
        "~:10, -1000000000000000000000000000000, false",
        "~:10, 10, false",
        "~:10, 10.1, true",
        "10:20, 9, true",
        "10:20, 10, false",
        "10:20, 15, false",
        "10:20, 20, false",
        "10:20, 21, true",
        "@10:20, 9, false",
        "@10:20, 10, true",
        "@10:20, 15, true",
        "@10:20, 20, true",
        "@10:20, 21, false",
        "@10, 5, true",
        "@10, 11, false",
        "@~:0, -1, true",
        "@~:0, 1, false",
        "@5:, 4, false",
        "@5:, 5, true",
        ":10, -1, true",
        ":10, 10, false",
        ":10, 11, true",
        "-6:3, -7, true",
        "-6:3, -6, false",
        "-6:3, 3, false",
        "-6:3, 4, true",
        "0.1:0.3, 0.3, false",
        "0.1:0.3, 0.30000000000000004, true",
        "1:1, 1, false",
        "1:1, 2, true",
        "+1:+2, 1.5, false",
        "~:, -5, false",
        "0:, -1, true",
        ":, -1, true"
    })
    void bothEndsBelongToTheRange(String range, Decimal value, boolean alerts) {
        assertEquals(alerts, Range.parse(range).alerts(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "10:x",
                "x:10",
                "20:10",
                "10 20",
                "10:20:30",
                "@",
                "~",
                "@~",
                "10:~",
                "~10",
                "--1",
                "1,5",
                "1e3",
                "NaN",
                "0x1",
                "1:@2",
                "@@1",
                "1:2 ",
                " 1",
                "1\n",
                ".",
                "-",
                "+",
                "1..2",
                "٣"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Range.parse(text));
    }

    @Test
    void refusalNamesTheReason() {
        assertEquals(
                "the range starts above its end",
                assertThrows(IllegalArgumentException.class, () -> Range.parse("2:1"))
                        .getMessage());
        assertEquals(
                "'x' is not a range [@]start:end",
                assertThrows(IllegalArgumentException.class, () -> Range.parse("x"))
                        .getMessage());
    }

    @Test
    void endlessNumberIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> Range.parse("1".repeat(100_000)));
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource({
        "10, 10",
        "0:10, 10",
        ":10, 10",
        "10:, 10:",
        "0:, 0:",
        "~:10, ~:10",
        "10:20, 10:20",
        "@10:20, @10:20",
        "@10, @10",
        "-6:3, -6:3",
        "1.50, 1.50",
        "5., 5",
        ".5:1, 0.5:1",
        "~:, ~:"
    })
    void itIsWrittenAsShortAsItCanBe(String text, String written) {
        assertEquals(written, Range.parse(text).toString());
        assertEquals(written, Range.parse(written).toString());
    }

    @Test
    void valueAboveTheEndMeansTooMany() {
        assertTrue(Range.parse("1:3").isExceededBy(Decimal.of(4)));
        assertFalse(Range.parse("1:3").isExceededBy(Decimal.of(3)));
        assertFalse(Range.parse("1:3").isExceededBy(Decimal.ZERO));
        assertFalse(Range.parse("1:").isExceededBy(Decimal.of(4)));
    }
}
