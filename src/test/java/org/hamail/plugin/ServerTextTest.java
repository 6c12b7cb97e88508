package org.hamail.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTextTest {
    @ParameterizedTest
    @CsvSource({
        "+OK ready, +OK ready",
        "a|b=1, ab=1",
        "OK [absent]: x, OK absent: x",
        "grüße 日本, grüße 日本",
        "a~!\"#$%&()*+/:;<=>?@\\^_`{}, a~!\"#$%&()*+/:;<=>?@\\^_`{}"
    })
    void whatCouldForgeIsTakenOutAndTheRestStays(String raw, String clean) {
        assertEquals(clean, ServerText.of(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0", "\u0007", "\u001b", "\u007f", "\u0080", "\u009b", "\u200e", "\u202e", "\u2066", "\ufeff",
                "\u00ad", "\ud800", "\udc00", "\ue000", "\uffff", "\u061c"
            })
    void controlAndDirectionCharactersVanish(String character) {
        assertEquals("ab", ServerText.of("a" + character + "b"));
        assertEquals("ab", ServerText.detail("a" + character + "b", 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u000b", "\u2028", "\u2029", "\u001c", "\u3000"})
    void lineEndsAndBlanksOfAllKindsBecomeBlanks(String character) {
        assertEquals("a b", ServerText.of("a" + character + "b"));
    }

    @Test
    void blanksAtTheEndsAreLeftOut() {
        assertEquals("a", ServerText.of(" \r\n a \t"));
        assertEquals("", ServerText.of("\r\n"));
    }

    @Test
    void bracketsMayStayInDetails() {
        assertEquals("[ALERT] x", ServerText.detail("[ALERT] |x", 100));
    }

    @Test
    void textIsCutVisiblyAtTwoHundredBytes() {
        assertEquals("x".repeat(200), ServerText.of("x".repeat(200)));
        assertEquals("x".repeat(197) + "...", ServerText.of("x".repeat(201)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "日", "😀"})
    void noCharacterIsCutInTheMiddle(String character) {
        String cut = ServerText.of(character.repeat(200));
        int bytes = cut.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= 200 && bytes > 200 - 4, cut);
        assertEquals("", cut.replace(character, "").replace("...", ""));
        assertTrue(cut.endsWith(character + "..."), cut);
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, .", "2, ..", "3, ...", "4, a...", "9, abcdef...", "10, abcdefghij"})
    void cutsKeepWithinTheirLimit(int limit, String cut) {
        assertEquals(cut, ServerText.cut("abcdefghij", limit));
    }

    @ParameterizedTest
    @CsvSource({"7f, 1", "80, 2", "7ff, 2", "800, 3", "fffd, 3", "ffff, 3", "10000, 4", "10ffff, 4"})
    void aCutUsesTheRoomToTheLastCharacterThatFits(String character, int bytes) {
        String text = Character.toString(Integer.parseInt(character, 16)).repeat(100);
        for (int limit = 20; limit < 30; limit++) {
            String cut = ServerText.cut(text, limit);
            assertEquals((limit - 3) / bytes * bytes + 3, cut.getBytes(StandardCharsets.UTF_8).length);
            assertTrue(text.startsWith(cut.substring(0, cut.length() - 3)) && cut.endsWith("..."), cut);
        }
    }
}
