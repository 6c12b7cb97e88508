package org.hamail.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlaceholdersTest {
    private final Placeholders known = Placeholders.none()
            .with(Placeholders.SERVER_ROOT, "/mail1/{instance}")
            .with(Placeholders.INSTANCE, "msg-mail1");

    @Test
    void aValueThatLooksLikeAPlaceholderStays() {
        assertEquals("/mail1/{instance}/msg-mail1/start", known.fill("{server_root}/{instance}/start"));
    }

    @Test
    void aWordNeverBecomesTwo() {
        var spaced = Placeholders.none().with(Placeholders.DAEMON, "a b");
        assertEquals(List.of("restart", "a b", ""), spaced.fill(List.of("restart", "{daemon}", "")));
    }

    @Test
    void unknownPlaceholdersStayAsWritten() {
        assertEquals("{daemon} {msg-mail1 {", known.fill("{daemon} {{instance} {"));
        assertEquals("{} }{", known.fill("{} }{"));
    }

    @Test
    void anOpenPlaceholderIsNoticed() {
        assertTrue(known.leavesOpen("{server_root}/{daemon}"));
        assertFalse(known.leavesOpen("{server_root}/{instance}"));
        assertFalse(known.leavesOpen("none { at all"));
    }

    @Test
    void aMissingValueAddsNothing() {
        assertEquals(Placeholders.none(), Placeholders.none().with(Placeholders.INSTANCE, Optional.empty()));
    }
}
