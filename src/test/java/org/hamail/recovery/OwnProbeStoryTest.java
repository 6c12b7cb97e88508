package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.verify.ProbeOutcome;
import org.junit.jupiter.api.Test;

/** What the worker does on what its own probe sees. */
class OwnProbeStoryTest extends WorldTest {
    private static final ProbeOutcome BLIND =
            ProbeOutcome.cannotTell("IMAP CRITICAL [timeout/resolve]: no name server");
    private static final ProbeOutcome FULL = ProbeOutcome.full("IMAP CRITICAL [saturated/greeting]: 37 clients served");
    private static final ProbeOutcome LIMPS = ProbeOutcome.degraded("IMAP WARNING [tempfail]: try later");

    private String lastRule() throws Exception {
        return world.journal().stream()
                .map(entry -> entry.event())
                .filter(DecisionRecord.class::isInstance)
                .map(DecisionRecord.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow()
                .rule();
    }

    private void twoRemoteTimeouts() throws Exception {
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
    }

    @Test
    void aWorkerWithoutANameServerHolds() throws Exception {
        world.seen.put("imapd", BLIND);
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals("confirm-unreadable", lastRule());
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void aWorkerThatFindsAFullServerHolds() throws Exception {
        world.seen.put("imapd", FULL);
        world.tell(World.timeout(Role.IMAPD, Observer.LOCAL, "1"));
        assertEquals("saturated", lastRule());
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void nodeThatFindsItsServerFullHoldsTakeover() throws Exception {
        world.seenOnNode = Optional.of(FULL);
        twoRemoteTimeouts();
        assertEquals("saturated", lastRule());
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void aNodeThatCannotTellHoldsATakeover() throws Exception {
        world.seenOnNode = Optional.of(BLIND);
        twoRemoteTimeouts();
        assertEquals("confirm-unreadable", lastRule());
        assertEquals(List.of(), world.deeds);
    }

    @Test
    void unreachableNodeDoesNotHoldTakeover() throws Exception {
        world.seenOnNode = Optional.of(ProbeOutcome.notReached("ssh exited with 255"));
        twoRemoteTimeouts();
        assertEquals(List.of("move phys-a phys-b"), world.deeds);
    }

    private void restartFails() throws Exception {
        world.restartEnd = ActionResult.End.FAILED;
        world.tell(World.absent(Role.IMAPD, "1"));
    }

    @Test
    void serverAnsweringAfterFailedRestartIsNotMoved() throws Exception {
        world.healthy.addAll(List.of("popd", "smtpd"));
        world.restartEnd = ActionResult.End.FAILED;
        world.whileLooking = () -> world.whileLooking = () -> world.seen.put("imapd", LIMPS);
        world.tell(World.absent(Role.IMAPD, "1"));
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void certainFailureDecidesAfterFailedRestart() throws Exception {
        world.seen.put("smtpd", BLIND);
        world.seen.put("popd", FULL);
        restartFails();
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
    }

    @Test
    void unseenRoleHoldsAfterFailedRestart() throws Exception {
        world.seen.put("smtpd", FULL);
        world.seen.put("popd", BLIND);
        world.whileLooking = () -> world.seen.put("imapd", LIMPS);
        world.seen.put("imapd", ProbeOutcome.fails("not served"));
        restartFails();
        assertEquals(List.of(), world.deeds);
    }

    /** The cluster has moved the service by itself since; why the restart failed there says nothing of the way to its node here. */
    private void afterAFailedRestartElsewhere() throws Exception {
        world.otherIsFit = false;
        world.restartEnd = ActionResult.End.FAILED;
        world.tell(World.about("phys-a", World.absent(Role.IMAPD, "1")));
        world.active = "phys-b";
        world.served = true;
        new Worker(world.site()).reconcile();
        assertEquals(List.of(), world.history().standing());
        assertTrue(world.history().failedRestart(world.now()).isPresent());
        world.otherIsFit = true;
        world.seen.put("imapd", ProbeOutcome.fails("no answer"));
        world.tellUnheard(World.timeout(Role.IMAPD, Observer.REMOTE, "1"));
    }

    @Test
    void afterFailedRestartTakeoverStillAsksNode() throws Exception {
        world.seenOnNode = Optional.of(ProbeOutcome.serves("served"));
        afterAFailedRestartElsewhere();
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        assertEquals("served-locally", lastRule());
        assertEquals(List.of("restart all"), world.deeds);
    }

    @Test
    void roleNotServedOnNodeIsMoved() throws Exception {
        world.seenOnNode = Optional.of(ProbeOutcome.fails("not served"));
        afterAFailedRestartElsewhere();
        world.tell(World.timeout(Role.IMAPD, Observer.REMOTE, "2"));
        assertEquals(List.of("restart all", "move phys-b phys-a"), world.deeds);
    }
}
