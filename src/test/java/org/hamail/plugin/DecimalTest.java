package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's own decimals tell what is right. */
class DecimalTest {
    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({"5,5", "+5,5", "-5,-5", "007,7", ".5,0.5", "5.,5", "-0,0", "-0.00,0.00", "1.50,1.50", "00.1,0.1"})
    void itIsWrittenPlainly(String text, String plain) {
        assertEquals(plain, Decimal.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1e3", "1,5", "--1", "1.2.3", "٣", " 1", "+-1"})
    void anythingElseIsNoNumber(String text) {
        assertThrows(IllegalArgumentException.class, () -> Decimal.parse(text));
    }

    @Test
    void theOrderIsThatOfTheNumbers() {
        for (int i = 0; i < 20_000; i++) {
            String one = number();
            String other = i % 3 == 0 ? one + "0" : number();
            int expected = new BigDecimal(one).compareTo(new BigDecimal(other));
            assertEquals(
                    expected, Integer.signum(Decimal.parse(one).compareTo(Decimal.parse(other))), one + " " + other);
            assertEquals(new BigDecimal(one).signum(), Decimal.parse(one).signum(), one);
            assertEquals(new BigDecimal(one).toPlainString(), Decimal.parse(one).toString());
        }
    }

    @Test
    void secondsAreRoundedToTheNearest() {
        for (int i = 0; i < 20_000; i++) {
            Duration time = Duration.ofNanos(random.nextLong(1L << (1 + random.nextInt(50))));
            int digits = random.nextInt(10);
            BigDecimal expected = BigDecimal.valueOf(time.toNanos(), 9).setScale(digits, RoundingMode.HALF_UP);
            assertEquals(expected.toPlainString(), Decimal.seconds(time, digits).toString());
        }
        assertEquals(
                "0.9999995", Decimal.seconds(Duration.ofNanos(999_999_500), 7).toString());
        assertEquals("1", Decimal.seconds(Duration.ofNanos(999_999_500)).toString());
        assertEquals("660", Decimal.seconds(Duration.ofMinutes(11)).toString());
    }

    @Test
    void aNumberOfSecondsBecomesATime() {
        assertEquals(Duration.ofMillis(1500), Decimal.parse("1.5").asSeconds());
        assertEquals(Duration.ofMillis(-1500), Decimal.parse("-1.5").asSeconds());
        assertEquals(Duration.ZERO, Decimal.parse("0.0000000009").asSeconds());
        assertEquals(Long.MAX_VALUE, Decimal.parse("9".repeat(30)).asSeconds().toSeconds());
    }

    private String number() {
        var text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
        int digits = 1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 3);
        for (int i = 0; i < digits; i++) {
            text.append(random.nextInt(random.nextBoolean() ? 2 : 10));
        }
        if (random.nextBoolean()) {
            text.append('.').append(random.nextInt(100));
        }
        return text.toString();
    }
}
