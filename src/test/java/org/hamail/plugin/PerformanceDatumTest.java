package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceDatumTest {
    @Test
    void everyFieldStandsInItsPlace() {
        var datum = new PerformanceDatum(
                "time",
                Decimal.parse("0.25"),
                "s",
                Optional.of(Range.parse("1")),
                Optional.of(Range.parse("~:2")),
                Optional.of(Decimal.ZERO),
                Optional.of(Decimal.of(660)));
        assertEquals("time=0.25s;1;~:2;0;660", datum.toString());
    }

    @Test
    void superfluousSemicolonsAreLeftOut() {
        assertEquals(
                "connect=1.5s;;;0",
                PerformanceDatum.of("connect", Decimal.parse("1.5"), "s").toString());
        assertEquals("n=3", plain("n", "").toString());
        var critical = new PerformanceDatum(
                "n",
                Decimal.of(1),
                "",
                Optional.empty(),
                Optional.of(Range.parse("1:")),
                Optional.empty(),
                Optional.empty());
        assertEquals("n=1;;1:", critical.toString());
    }

    @Test
    void numbersAreNeverWrittenWithAnExponent() {
        assertEquals(
                "n=0.0000000001;;;0",
                PerformanceDatum.of("n", Decimal.parse("0.0000000001"), "").toString());
        assertEquals(
                "n=1000000;;;0",
                PerformanceDatum.of("n", Decimal.of(1_000_000), "").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a=b", "a'b", "a|b", "a;b", "a::b", "ä", "a\n", "a.b", "/", ":", "@", "[", "`", "{"})
    void labelsThatSomebodyMightMisreadAreRefused(String label) {
        assertThrows(IllegalArgumentException.class, () -> plain(label, "s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_", "-", "imapd_age"})
    void plainLabelsAreTaken(String label) {
        assertEquals(label + "=3", plain(label, "").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "%", "B", "c"})
    void unitsOfTheGuidelinesAreTaken(String unit) {
        assertEquals("n=3" + unit, plain("n", unit).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ms", "seconds", " ", ";", "S"})
    void otherUnitsAreRefused(String unit) {
        assertThrows(IllegalArgumentException.class, () -> plain("n", unit));
    }

    private static PerformanceDatum plain(String label, String unit) {
        return new PerformanceDatum(
                label, Decimal.of(3), unit, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
