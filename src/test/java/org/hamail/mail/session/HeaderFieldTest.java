package org.hamail.mail.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A field as a server hands it on: folded where it likes, above a body that may say the same. */
class HeaderFieldTest {
    private static String of(String... lines) {
        return HeaderField.of("X-Mark", String.join("\r\n", lines));
    }

    @Test
    void foldedFieldIsUnfolded() {
        assertEquals("one two", of("X-Mark: one", " two", "Subject: x"));
        assertEquals("one two three", of("x-mark:", "\tone \ttwo", "  three"));
    }

    @Test
    void continuationOfAnotherFieldIsNoPartOfIt() {
        assertEquals("one", of("Subject: a", " X-Mark: b", "X-Mark: one", "Subject: b", " two"));
        assertEquals("", of("Subject: a", " X-Mark: b"));
    }

    @Test
    void firstFieldThatSaysAnythingCounts() {
        assertEquals("two", of("X-Mark: ", "  ", "X-Mark: two", "X-Mark: three", " four"));
    }

    @Test
    void bodyIsNoHeader() {
        assertEquals("", of("Subject: a", "", "X-Mark: one"));
        var field = new HeaderField("X-Mark");
        field.accept("X-Mark: one");
        field.accept("");
        field.accept(" two");
        assertEquals("one", field.value());
    }
}
