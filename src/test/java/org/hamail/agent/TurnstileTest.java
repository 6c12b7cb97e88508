package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final Turnstile turnstile = new Turnstile();

    @Test
    void itClosesBehindTheLastOneThatFindsRoom() {
        List<Turnstile.Place> places = fill(100);
        assertFalse(turnstile.isOpen(100));
        turnstile.leave(places.get(3));
        assertTrue(turnstile.isOpen(100));
        turnstile.enter(100);
        assertFalse(turnstile.isOpen(100));
    }

    @Test
    void whoWaitsForHisPeerNeedsNoRoom() {
        fill(100);
        assertFalse(turnstile.isOpen(100 + Turnstile.WORK - 1));
        assertTrue(turnstile.isOpen(100 + Turnstile.WORK));
    }

    @Test
    void theRoomOfOneIsGivenBackOnce() {
        List<Turnstile.Place> places = fill(0);
        assertTrue(turnstile.isOpen(Turnstile.WORK));
        fill(Turnstile.WORK);
        places.forEach(turnstile::leave);
        assertFalse(turnstile.isOpen(Turnstile.WORK));
    }

    private List<Turnstile.Place> fill(long now) {
        var places = new ArrayList<Turnstile.Place>();
        for (int i = 0; i < Turnstile.ROOM; i++) {
            assertTrue(turnstile.isOpen(now));
            places.add(turnstile.enter(now));
        }
        return places;
    }
}
