package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.operator.Operator;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.junit.jupiter.api.Test;

/** When a look finds work for a worker, and when it finds none. */
class DueTest extends WorldTest {
    private static final Notification DOWN = World.absent(Role.IMAPD, "1");

    @Test
    void nothingIsDueWithoutReportOrAfterAction() throws Exception {
        assertFalse(isDue());
        world.tell(DOWN);
        assertEquals(List.of("restart all"), world.deeds);
        assertFalse(isDue());
    }

    @Test
    void aReportThatNobodyDecidedAboutIsDue() throws Exception {
        record(World.well(Role.POPD, CheckKind.PROTOCOL));
        assertTrue(isDue());
    }

    @Test
    void anActionWithoutAnEndIsDue() throws Exception {
        record(new Intent("i", Action.RESTART, "all", Optional.of("phys-a"), Optional.empty(), false));
        assertTrue(isDue());
    }

    @Test
    void aDecisionThatNobodyCarriedOutIsDue() throws Exception {
        world.tellUnheard(DOWN);
        assertTrue(isDue());
    }

    @Test
    void faultIsDueAfterItsDowntime() throws Exception {
        world.tell(World.with(DOWN, "1", "UP"));
        assertFalse(isDue());
        new Operator(world.site(), new Operator.Request("alice", "", Optional.empty(), false)).downtimeOver();
        assertTrue(isDue());
    }

    @Test
    void coreOnlyProblemIsDueAfterTwoMinutes() throws Exception {
        world.core = Optional.of(world.shows(DOWN, Duration.ofMinutes(2)));
        assertFalse(isDue());
        world.core = Optional.of(world.shows(DOWN, Duration.ofSeconds(121)));
        assertTrue(isDue());
    }

    @Test
    void nextOpeningIsOfFirstTimeGate() throws Exception {
        assertEquals(Optional.empty(), new Reconciler(world.site()).look().nextOpening());
        world.restartHelps = false;
        world.tell(DOWN);
        world.pass(Duration.ofMinutes(30));
        world.served = false;
        world.tell(World.absent(Role.IMAPD, "2"));
        var opening = new Reconciler(world.site()).look().nextOpening().orElseThrow();
        Duration until = Duration.between(world.now().time(), opening);
        assertTrue(until.compareTo(Duration.ofMinutes(20)) > 0 && until.compareTo(Duration.ofMinutes(31)) < 0);
    }

    @Test
    void journalIsReadAgainWhenChanged() throws Exception {
        world.tell(DOWN);
        int[] reads = new int[1];
        var reconciler = new Reconciler(world.site(), () -> {
            reads[0]++;
            return FaultHistory.of(entries(), world.site().faultRules());
        });
        reconciler.look();
        reconciler.look();
        assertEquals(1, reads[0]);
        world.tell(World.well(Role.POPD, CheckKind.PROTOCOL));
        reconciler.look();
        assertEquals(2, reads[0]);
    }

    private boolean isDue() throws Exception {
        return new Reconciler(world.site()).look().due();
    }

    private List<Entry> entries() {
        try {
            return world.journal();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void record(Event event) throws Exception {
        try (Journal journal = world.site().openJournal()) {
            journal.append(event);
        }
    }
}
