package org.hamail.simulator;

import org.hamail.model.CheckKind;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.plugin.Status;
import org.hamail.recovery.core.CoreService.HostState;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.jspecify.annotations.Nullable;

/** What must come to pass in time: outages are handled, holds and programs end, and check_mail_ha tells the truth. */
final class Liveness {
    private final World world;
    private final Judge judge;

    Liveness(World world, Judge judge) {
        this.world = world;
        this.judge = judge;
    }

    private void demand(boolean holds, Invariant invariant, String detail) {
        judge.demand(holds, invariant, detail);
    }

    /** Looks at how {@code mail} stands for {@code server}, every reconcile interval. */
    void look(Server server, Mail mail) {
        long now = world.clockwork.now;
        Book book = judge.book(server, mail);
        programsEnd(now);
        if (!isClean(server, mail, book)) {
            book.lastUnclean = now;
            return;
        }
        long since = Math.max(book.lastUnclean, judge.lastDisturbed);
        // whether the node of a fault holds the logical host now is asked every five minutes
        long asks = mail.cameAt >= 0 ? world.settings.reconcileEvery + 5 * 60_000 : 0;
        long bound = 2 * world.settings.reconcileEvery + 4 * 60_000 + asks;
        demand(
                now - since <= bound,
                Invariant.OUTAGE_IS_HANDLED,
                mail.name + " has been down and every gate open on " + server.name + " for " + (now - since) / 1000
                        + " s");
        if (now - since > 2 * 60_000 + asks && !isWorkerThere(server, mail)) {
            Condition condition = condition(server, mail);
            demand(
                    condition != Condition.IDLE,
                    Invariant.OK_NEVER_BESIDE_OUTAGE,
                    "check_mail_ha of " + server.name + " says " + condition + ", and " + mail.name + " is down");
        }
    }

    private void programsEnd(long now) {
        for (Program program : world.clockwork.running()) {
            demand(
                    now - program.begun - program.stoppedFor < 4 * World.HOUR || program.stoppedUntil > now,
                    Invariant.PROGRAMS_END,
                    program.name + " has been there for " + (now - program.begun) / 60_000 + " min");
        }
    }

    private boolean isWorkerThere(Server server, Mail mail) {
        return world.clockwork.running().stream()
                .anyMatch(program -> program.server == server && program.host == mail.index && program.started);
    }

    private @Nullable Condition condition(Server server, Mail mail) {
        try {
            var view = new DiskView(server.disk, null);
            return RecoveryStatus.of(server.site(mail, null, view)).condition();
        } catch (Exception e) {
            judge.violated(Invariant.NO_DEFECT, "check_mail_ha: " + e);
            return null;
        }
    }

    /** Whether a daemon is down that hamail was told of, and nothing known to the simulation keeps it from acting. */
    private boolean isClean(Server server, Mail mail, Book book) {
        return "on".equals(book.position)
                && world.settings.policy.mode() == PolicyMode.FAILOVER
                && isDown(server, mail)
                && isWordOpen(server, mail, book)
                && isEngineReady(mail)
                && isUndisturbed(server, mail)
                && isFreeToAct(server, mail, book);
    }

    private boolean isDown(Server server, Mail mail) {
        for (SeriesCheck check : server.checks) {
            boolean known = check.reportedSince > mail.since[check.role]
                    || (server.coreConfigured && world.clockwork.now - check.hardSince > 130_000);
            boolean sinceThen = check.hardSince > mail.since[check.role] && !check.isOldNews() && known;
            if (check.mail == mail
                    && isEvidence(check)
                    && check.isHardProblem()
                    && check.state == Status.CRITICAL
                    && SeriesCheck.tellsOfOutage(check.output)
                    && (sinceThen || check.isToldOfIdleNodeThatIsActiveNow())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether some server can know that {@code mail} does not serve. Where the core is not read and the last word about a daemon
     * that hangs was "no address" or "no result", the core says nothing more: its state stays the same.
     */
    private boolean isKnown(Mail mail) {
        return mail.state != ClusterView.State.RUNNING
                || world.servers.stream().anyMatch(server -> isDown(server, mail));
    }

    private static boolean isEvidence(SeriesCheck check) {
        Mail.Trouble trouble = check.mail.trouble[check.role];
        return check.series.observer() == Observer.LOCAL
                && trouble == (check.series.check() == CheckKind.PROCESS ? Mail.Trouble.DEAD : Mail.Trouble.HUNG);
    }

    private static boolean isWordOpen(Server server, Mail mail, Book book) {
        return server.downtime[mail.index] == 0
                && server.hostState[mail.index] == HostState.UP
                && (server.coreConfigured || Math.max(book.lastDowntimeWord, book.lastDownWord) < earliest(mail));
    }

    private boolean isEngineReady(Mail mail) {
        long now = world.clockwork.now;
        return mail.state == ClusterView.State.RUNNING
                && now >= mail.silentUntil
                && mail.lostAnswers == 0
                && now >= mail.maintenanceUntil
                && now >= mail.noQuorumUntil
                && now >= mail.constraintUntil
                && now >= mail.unfitUntil[0]
                && now >= mail.unfitUntil[1];
    }

    private boolean isUndisturbed(Server server, Mail mail) {
        long now = world.clockwork.now;
        return server.up
                && now >= server.cutUntil
                && now >= server.namesMuteUntil
                && !server.isAddressCut(mail)
                && now >= server.disk.fullUntil
                && server.disk.tears.isEmpty()
                && server.disk.syncFailures.isEmpty()
                && server.mishaps.isEmpty()
                && server.killsInWrite.isEmpty()
                && now >= world.directoryAwayUntil
                && now >= server.handlersOffUntil
                && now >= server.coreStaleUntil
                && now - server.lastClockStep > 3 * World.HOUR
                && world.clockwork.running().stream().noneMatch(each -> each.stoppedUntil > now);
    }

    private boolean isFreeToAct(Server server, Mail mail, Book book) {
        long now = world.clockwork.now;
        long others = world.mails.stream()
                .filter(each -> each != mail)
                .filter(each ->
                        judge.book(server, each).deeds.stream().anyMatch(deed -> now - deed.begin < 11 * 60_000))
                .count();
        Disk.Inode journal = Judge.journal(server, mail);
        return !isStopped(book)
                && (journal == null || !FailedSinceAck.isIn(journal))
                && book.deeds.stream().noneMatch(deed -> now - Math.max(deed.begin, deed.end) < 61 * 60_000)
                && others < 2;
    }

    private static long earliest(Mail mail) {
        long earliest = Long.MAX_VALUE;
        for (int role = 0; role < Mail.ROLES.length; role++) {
            if (mail.trouble[role] != Mail.Trouble.NONE) {
                earliest = Math.min(earliest, mail.since[role]);
            }
        }
        return earliest;
    }

    /** Whether some action may have ended in a hard stop since the last acknowledgement. */
    private static boolean isStopped(Book book) {
        return book.lastDeath > book.lastAckDone
                || book.deeds.stream().anyMatch(deed -> knownAt(deed) > book.lastAckDone);
    }

    /** An ack that comes while the action is still being verified finds nothing to acknowledge: it may fail yet. */
    private static long knownAt(Deed deed) {
        return deed.program.over ? Math.max(deed.begin, deed.program.endedAt) : Long.MAX_VALUE;
    }

    /** Just before the end, when nothing has gone wrong for hours. */
    void atRest() {
        boolean acts = world.settings.policy.mode() != PolicyMode.LOG_ONLY;
        for (Mail mail : world.mails) {
            demand(
                    mail.well() || !acts || !isKnown(mail),
                    Invariant.HOLDS_END,
                    mail.name + " is still down: " + mail.view());
            for (Server server : world.servers) {
                if (mail.well() && world.settings.policy.mode() == PolicyMode.FAILOVER) {
                    Condition condition = condition(server, mail);
                    demand(
                            condition == Condition.IDLE
                                    // shown until a notification comes for that logical host (READINGS 38), and nothing
                                    // needs to be reported any more
                                    || condition == Condition.UNHEARD,
                            Invariant.OK_WHEN_ALL_IS_WELL,
                            "check_mail_ha of " + server.name + " says " + condition + " of " + mail.name);
                }
            }
        }
    }
}
