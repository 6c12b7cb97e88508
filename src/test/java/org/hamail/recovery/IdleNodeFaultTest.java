package org.hamail.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.Role;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.junit.jupiter.api.Test;

/** What was reported of a node that did not hold the logical host, once the cluster, which says no word, has moved mail there. */
class IdleNodeFaultTest extends WithWorld {
    private static Notification absent(String node) {
        return World.about(node, World.absent(Role.IMAPD, "3"));
    }

    private RecoveryStatus status() throws Exception {
        return RecoveryStatus.of(world.site());
    }

    private static Notification unknown(String node, Role role, String host) {
        return new Notification(
                role,
                CheckKind.PROCESS,
                Observer.LOCAL,
                "UNKNOWN",
                "HARD",
                "3",
                Optional.empty(),
                Optional.empty(),
                "ssh: no route to host",
                host,
                "0",
                Optional.empty(),
                Optional.of(node));
    }

    /** phys-a dies; its services are UNKNOWN with host DOWN; the cluster moves mail to phys-b, where imapd is absent. */
    @Test
    void hostThatIsDownHoldsItVisibly() throws Exception {
        world.tell(absent("phys-b"));
        world.tell(unknown("phys-a", Role.IMAPD, "DOWN"));
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(600);
        assertEquals(Condition.HELD, status().condition(), status().sentence());
    }

    /** The other node is in downtime, so the cluster has moved mail to phys-b, where imapd is absent. */
    @Test
    void downtimeOfOtherNodeHoldsItVisibly() throws Exception {
        world.tell(absent("phys-b"));
        world.tell(World.with(World.about("phys-a", World.well(Role.POPD, CheckKind.PROCESS)), "1", "UP"));
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(600);
        assertEquals(Condition.HELD, status().condition(), status().sentence());
    }

    @Test
    void modeHoldsItVisibly() throws Exception {
        world.mode = PolicyMode.RESTART_ONLY;
        world.tell(absent("phys-b"));
        for (int i = 0; i < 2; i++) {
            world.served = false;
            world.tell(absent("phys-a"));
            world.pass(Duration.ofMinutes(5));
        }
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(20);
        assertEquals(Condition.HELD, status().condition(), status().sentence());
    }

    @Test
    void faultOfNodeThatAFailoverLeftIsKept() throws Exception {
        world.served = false;
        world.restartHelps = false;
        world.tell(absent("phys-a"));
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
        world.pass(Duration.ofDays(1));
        world.active = "phys-a"; // the cluster moves it back, to where nobody has mended anything
        world.served = false;
        world.restartHelps = true;
        world.minutesPass(60);
        assertEquals(List.of("restart all", "move phys-a phys-b", "restart all"), world.deeds);
    }

    @Test
    void whatIsToldDuringAnActionElsewhereIsKept() throws Exception {
        world.served = false;
        world.whileActing = () -> {
            world.whileActing = () -> {};
            try {
                world.tellUnheard(absent("phys-b"));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
        world.tell(absent("phys-a"));
        world.pass(Duration.ofDays(1));
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(60);
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    @Test
    void oldRemoteTimeoutOfIdleNodeIsSpent() throws Exception {
        world.tell(World.about("phys-b", World.timeout(Role.IMAPD, Observer.REMOTE, "3")));
        world.minutesPass(6);
        world.pass(Duration.ofDays(30));
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(6);
        assertEquals(List.of(), world.deeds, "one probe is one remote timeout");
    }

    /** Verified on phys-b, then one probe of 30 s fails; nobody has reported anything since. */
    @Test
    void verifiedFailoverEndsFaultsOfItsTarget() throws Exception {
        world.served = false;
        world.tell(World.about("phys-b", World.timeout(Role.IMAPD, Observer.LOCAL, "3")));
        world.restartHelps = false;
        world.tell(absent("phys-a"));
        world.restartHelps = true;
        for (int i = 0; i < 8; i++) {
            world.served = i == 0;
            world.minutesPass(1);
        }
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
    }

    private int readAfterMuch() throws Exception {
        for (int i = 0; i < 300; i++) {
            world.pass(Duration.ofSeconds(61));
            world.tellUnheard(World.well(Role.POPD, CheckKind.PROTOCOL));
        }
        return new HistoryLoader(world.site()).recall().read();
    }

    @Test
    void checkpointIsSetWhileItStandsAgainByAHold() throws Exception {
        world.tell(absent("phys-b"));
        world.active = "phys-b";
        world.quorum = false;
        world.served = false;
        world.minutesPass(20);
        int read = readAfterMuch();
        assertTrue(read <= 2 * HistoryLoader.RECENT + 5, "read " + read);
    }

    @Test
    void checkpointIsSetWhileAFaultIsHeld() throws Exception {
        world.quorum = false;
        world.served = false;
        world.tell(absent("phys-a"));
        world.minutesPass(20);
        int read = readAfterMuch();
        assertTrue(read <= 2 * HistoryLoader.RECENT + 5, "read " + read);
    }

    /** Restart on phys-a refused since the cluster has moved mail to phys-b, which serves; a day later the cluster moves it back. */
    @Test
    void refusedRestartOfMovedServiceKeepsFaultOfItsNode() throws Exception {
        world.served = false;
        world.restartEnd = ActionResult.End.FAILED;
        world.whileActing = () -> {
            world.active = "phys-b";
            world.served = true;
        };
        world.tell(absent("phys-a"));
        assertEquals(List.of("restart all"), world.deeds);
        world.whileActing = () -> {};
        world.restartEnd = ActionResult.End.DONE;
        world.pass(Duration.ofDays(1));
        world.active = "phys-a";
        world.served = false;
        world.minutesPass(60);
        assertEquals(List.of("restart all", "restart all"), world.deeds);
    }

    /** A failover to phys-b, where imapd is absent, is indeterminate; the service is seen on phys-a, and serves there. */
    @Test
    void indeterminateFailoverKeepsFaultOfItsTarget() throws Exception {
        world.tell(absent("phys-b"));
        world.served = false;
        world.restartHelps = false;
        world.moveEnd = ActionResult.End.INDETERMINATE;
        for (int i = 0; i < 80; i++) {
            world.whileAsking.add(() -> world.served |= world.deeds.contains("move phys-a phys-b"));
        }
        world.tell(absent("phys-a"));
        world.whileAsking.clear();
        assertEquals(List.of("restart all", "move phys-a phys-b"), world.deeds);
        assertEquals("phys-a", world.active);
        world.restartHelps = true;
        world.pass(Duration.ofDays(1));
        world.active = "phys-b";
        world.served = false;
        world.minutesPass(60);
        assertEquals(List.of("restart all", "move phys-a phys-b", "restart all"), world.deeds);
    }
}
