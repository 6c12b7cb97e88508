package org.hamail.operator.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.junit.jupiter.api.Test;

/** The first record is a report of imapd, the second a decision to restart for it. */
class SequelTest {
    private final ToldEntries entries = new ToldEntries(Instant.parse("2026-11-26T12:00:00Z"));

    private static Notification told(Role role, String state, String cause) {
        return ToldEntries.told(role, CheckKind.PROCESS, state, cause);
    }

    private static DecisionRecord decided(String word, String rule, Long... because) {
        return new DecisionRecord(word, rule, "as " + rule + " says", List.of(), Arrays.asList(because));
    }

    private static Intent intent(String id) {
        return new Intent(id, Action.RESTART, "imapd", Optional.of("phys-a"), Optional.empty(), false);
    }

    private static OperatorCommand byHand() {
        return new OperatorCommand("restart", "root", "", Optional.empty());
    }

    private Sequel sequel(Event... later) {
        entries.add(0, told(Role.IMAPD, "CRITICAL", "absent"));
        entries.add(1, decided("restart", "restart-absent", 1L));
        for (Event event : later) {
            entries.add(entries.all().size(), event);
        }
        var decision = entries.all().get(1);
        return Sequel.of(decision, (DecisionRecord) decision.event(), entries.all());
    }

    private static Sequel notDone(String why) {
        return new Sequel(Optional.empty(), Optional.of(why));
    }

    private static Sequel begun(String id) {
        return new Sequel(Optional.of(intent(id)), Optional.empty());
    }

    @Test
    void nothingFollowedYet() {
        assertEquals(new Sequel(Optional.empty(), Optional.empty()), sequel());
    }

    @Test
    void workerDecidedOtherwiseAboutTheSameReport() {
        assertEquals(
                notDone("#3 (wrong-node): as wrong-node says"),
                sequel(decided("none", "wrong-node", 1L), byHand(), intent("by hand")));
    }

    @Test
    void theSameCheckReportedTheDaemonWell() {
        assertEquals(
                notDone("#4 (recovered): as recovered says"),
                sequel(told(Role.IMAPD, "OK", ""), decided("none", "recovered", 3L)));
    }

    @Test
    void whatWasReportedOfAnotherDaemonWithdrawsNothing() {
        assertEquals(begun("a"), sequel(told(Role.POPD, "OK", ""), decided("none", "recovered", 3L), intent("a")));
    }

    @Test
    void reportWhileTheWorkerBeginsWithdrawsNothing() {
        assertEquals(
                begun("a"),
                sequel(
                        told(Role.IMAPD, "CRITICAL", "absent"),
                        decided("hold", "progress", 3L),
                        decided("restart", "restart-absent", 1L, 3L),
                        intent("a")));
    }

    @Test
    void nextActionIsNotThatOfAWithdrawnDecision() {
        assertEquals(
                notDone("#3 (healed): as healed says"),
                sequel(
                        decided("none", "healed", 1L),
                        told(Role.IMAPD, "CRITICAL", "absent"),
                        decided("restart", "restart-absent", 4L),
                        intent("b")));
    }

    /** With {@code restart_scope: daemon} the worker takes one daemon after the other. */
    @Test
    void restartOfAnotherDaemonIsNotThatOfThisDecision() {
        var other = new Intent("b", Action.RESTART, "popd", Optional.of("phys-a"), Optional.empty(), false);
        assertEquals(begun("a"), sequel(other, intent("a")));
    }

    @Test
    void restartOfAllIsThatOfThisDecision() {
        var all = new Intent("c", Action.RESTART, "all", Optional.of("phys-a"), Optional.empty(), false);
        assertEquals(new Sequel(Optional.of(all), Optional.empty()), sequel(all));
    }

    @Test
    void actionThatWasGivenUpIsNotDone() {
        Sequel given = sequel(intent("a"), Outcome.notTried("a", "the service was switched off"));
        assertEquals(notDone("#4: the service was switched off, nothing was tried"), given);
    }

    @Test
    void actionThatFailedWasBegun() {
        assertEquals(
                begun("a"), sequel(intent("a"), new Outcome("a", Outcome.Result.FAILED, "refused", BigDecimal.ONE)));
    }
}
