package org.hamail.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartLimiterTest {
    private final StartLimiter turnstile = new StartLimiter();

    @Test
    void itClosesBehindLastOneThatFindsRoom() {
        List<StartLimiter.StartPlace> places = fill(100);
        assertFalse(turnstile.isOpen(100));
        turnstile.leave(places.get(3));
        assertTrue(turnstile.isOpen(100));
        turnstile.enter(100);
        assertFalse(turnstile.isOpen(100));
    }

    @Test
    void whoWaitsForHisPeerNeedsNoRoom() {
        fill(100);
        assertFalse(turnstile.isOpen(100 + StartLimiter.WORK - 1));
        assertTrue(turnstile.isOpen(100 + StartLimiter.WORK));
    }

    @Test
    void theRoomOfOneIsGivenBackOnce() {
        List<StartLimiter.StartPlace> places = fill(0);
        assertTrue(turnstile.isOpen(StartLimiter.WORK));
        fill(StartLimiter.WORK);
        places.forEach(turnstile::leave);
        assertFalse(turnstile.isOpen(StartLimiter.WORK));
    }

    private List<StartLimiter.StartPlace> fill(long now) {
        var places = new ArrayList<StartLimiter.StartPlace>();
        for (int i = 0; i < StartLimiter.ROOM; i++) {
            assertTrue(turnstile.isOpen(now));
            places.add(turnstile.enter(now));
        }
        return places;
    }
}
