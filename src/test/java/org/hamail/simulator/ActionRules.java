package org.hamail.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.Action;
import org.jspecify.annotations.Nullable;

/** What must hold when an action is begun. */
final class ActionRules {
    private static final long FRESH = Server.CONFIRM.plus(Server.ENGINE).toMillis() + 20_000;
    /** No word of a core counts for longer, and a probe comes between it and an action. */
    private static final long OLDEST_WORD = 6 * 60_000;

    private final World world;
    private final Judge judge;

    ActionRules(World world, Judge judge) {
        this.world = world;
        this.judge = judge;
    }

    private void demand(boolean holds, Invariant invariant, String detail) {
        judge.demand(holds, invariant, detail);
    }

    void automatic(Server server, Mail mail, Deed deed, String from, String to, String what) {
        Book book = judge.book(server, mail);
        boolean failover = deed.action == Action.FAILOVER;
        people(server, book, what);
        probe(server, mail, deed.program.hand, what);
        engine(deed.program.hand, failover, from, to, what);
        surroundings(deed.program.hand, failover, what);
        limits(server, mail, book, failover, what);
        hardStop(mail, book, what);
        isNoted(server, mail, deed, what);
    }

    /** A restart is not held back for a ledger that cannot be locked or written (IntentRecorder): then others do not know. */
    private void isNoted(Server server, Mail mail, Deed deed, String what) {
        long now = world.clockwork.now;
        long noted = StormNotes.of(server).last(mail);
        deed.noted = noted < now - FRESH ? -1 : noted;
        boolean excused = now - server.disk.failedAt < FRESH
                || world.clockwork.running().stream()
                        .anyMatch(each -> each.server == server && each.stoppedUntil > now - FRESH);
        demand(
                deed.noted >= 0 || (deed.action == Action.RESTART && excused),
                Invariant.STORM_LIMIT,
                what + ", which the storm ledger does not show");
    }

    private void people(Server server, Book book, String what) {
        long now = world.clockwork.now;
        demand(!"paused".equals(book.position), Invariant.NOT_PAUSED, what);
        demand(!"off".equals(book.position), Invariant.NOT_OFF, what);
        words(server, book, what);
        demand(
                !(server.coreConfigured
                        && now < server.handlersOffUntil
                        && now - server.handlersOffSince > OLDEST_WORD
                        && !isOfLateReport(book)),
                Invariant.HANDLERS_OFF,
                what);
    }

    /** What it says may be as old as its delay, and hamail cannot tell: it is newer than what the core shows. */
    private boolean isOfLateReport(Book book) {
        return Math.max(book.lastPlainWord, book.lastWentOn) > world.clockwork.now - OLDEST_WORD;
    }

    private void probe(Server server, Mail mail, Program.Hand hand, String what) {
        long now = world.clockwork.now;
        demand(now - hand.engineAsked <= FRESH, Invariant.NOT_ON_STALE_ENGINE_ANSWER, what);
        demand(hand.probeFailed, Invariant.NOT_WITHOUT_FAILING_PROBE, what);
        demand(now - hand.probeAsked <= FRESH, Invariant.NOT_ON_STALE_PROBE, what);
        demand(
                // local evidence is confirmed through the logical address alone (DESIGN 3.1): one that was cut for this
                // server when it probed looked like a service that is not there
                mail.wellSince < 0
                        || mail.wellSince >= hand.probeAsked
                        || server.addressCutUntil[mail.index] > hand.probeAsked
                        || server.cutUntil > hand.probeAsked,
                Invariant.NOT_ON_SERVED_SERVICE,
                what + ", which has served since " + (now - mail.wellSince) / 1000 + " s ago");
    }

    private void engine(Program.Hand hand, boolean failover, String from, String to, String what) {
        ClusterView said = hand.engineSaid;
        if (said == null) {
            judge.violated(Invariant.NOT_ON_STALE_ENGINE_ANSWER, what);
            return;
        }
        demand(said.state() == ClusterView.State.RUNNING, Invariant.ENGINE_SAID_RUNNING, what);
        demand(said.quorum(), Invariant.WITH_QUORUM, what);
        demand(said.active().equals(Optional.of(from)), Invariant.FROM_WHERE_IT_IS, what);
        demand(
                !failover || (said.eligible().contains(to) && !from.equals(to)),
                Invariant.FIT_TARGET,
                what + ", eligible are " + said.eligible());
        demand(!failover || said.foreignConstraint().isEmpty(), Invariant.NO_FOREIGN_CONSTRAINT, what);
    }

    private void surroundings(Program.Hand hand, boolean failover, String what) {
        demand(!failover || Boolean.TRUE.equals(hand.directory), Invariant.DIRECTORY_ANSWERS, what);
        demand(!failover || Boolean.TRUE.equals(hand.sane), Invariant.MONITOR_IS_SANE, what);
        PolicyMode mode = world.settings.policy.mode();
        demand(
                mode == PolicyMode.FAILOVER || (mode == PolicyMode.RESTART_ONLY && !failover),
                Invariant.MODE_IS_KEPT,
                what + " in mode " + mode);
    }

    /** The limits are counted by uptime within a boot; what lies before a boot counts by a clock that may have been stepped. */
    private void limits(Server server, Mail mail, Book book, boolean failover, String what) {
        long now = world.clockwork.now;
        long window = World.HOUR - 5_000;
        boolean oneBoot = now - server.lastBoot > window || now - server.lastClockStep > 2 * World.DAY;
        if (!oneBoot) {
            return;
        }
        int restarts = 0;
        boolean moved = false;
        for (Deed other : book.deeds) {
            if (!other.manual && now - other.begin < window) {
                restarts += other.action == Action.RESTART ? 1 : 0;
                moved |= other.action == Action.FAILOVER;
            }
        }
        demand(failover || restarts < 2, Invariant.RESTART_BUDGET, what + " after " + restarts + " within an hour");
        demand(!failover || !moved, Invariant.PINGPONG_INTERVAL, what);
        int others = othersActedOn(server, mail, 10 * 60_000 - 5_000);
        demand(!failover || others < 2, Invariant.STORM_LIMIT, what + " after " + others + " other logical hosts");
    }

    /** As far as they were noted when this one was: of two that begin together the second one to note knows of the first. */
    private int othersActedOn(Server server, Mail mail, long within) {
        long since = world.clockwork.now - within;
        StormNotes notes = StormNotes.of(server);
        int others = 0;
        for (Mail each : world.mails) {
            boolean acted = each != mail
                    && judge.book(server, each).deeds.stream()
                            .filter(other -> other.noted >= 0 && other.noted > since)
                            .anyMatch(other -> !notes.isBehind(mail, each, other.noted));
            others += acted ? 1 : 0;
        }
        return others;
    }

    private void hardStop(Mail mail, Book book, String what) {
        for (Deed other : book.deeds) {
            boolean unknown = other.result == null || other.result == ActionResult.End.INDETERMINATE;
            boolean bad = !other.manual
                    && other.tried
                    && (unknown || other.action == Action.FAILOVER)
                    && mail.lastWell() < other.begin
                    && book.lastAck < other.begin;
            demand(!bad, Invariant.HARD_STOP, what + ", after " + other.action.word() + " that did not help");
        }
    }

    private void words(Server server, Book book, String what) {
        long old = world.clockwork.now - OLDEST_WORD;
        if (server.coreConfigured) {
            boolean late = isOfLateReport(book);
            demand(
                    book.downtimeSince < 0 || book.downtimeSince > old || late,
                    Invariant.NOT_IN_DOWNTIME,
                    what + ", which the core shows");
            demand(
                    book.hostDownSince < 0 || book.hostDownSince > old || late,
                    Invariant.NOT_ON_DOWN_HOST,
                    what + ", which the core shows");
            return;
        }
        boolean noOtherWord = book.lastPlainWord < 0 && book.lastOpening < 0;
        demand(
                !(noOtherWord && book.lastDowntimeWord >= 0),
                Invariant.NOT_IN_DOWNTIME,
                what + ", after nothing but reports in downtime");
        demand(
                !(noOtherWord && book.lastDownWord >= 0),
                Invariant.NOT_ON_DOWN_HOST,
                what + ", after nothing but reports of a host that is not UP");
    }

    void intentIsThere(Disk.@Nullable Inode journal, Action action, String from, String to, String what) {
        LastRecord found = journal == null ? new LastRecord("", 0) : lastOfAnAction(journal);
        String last = found.line();
        boolean fits = "intent".equals(RecordText.word(last, "type"))
                && action.word().equals(RecordText.word(last, "action"))
                && from.equals(RecordText.word(last, "from"))
                && (action == Action.RESTART || to.equals(RecordText.word(last, "to")));
        demand(
                fits && journal != null && journal.synced >= found.end(),
                Invariant.INTENT_BEFORE_ACTION,
                what + ", the last record of an action is " + last);
    }

    private record LastRecord(String line, int end) {}

    /** The last record about an action: reports and decisions may have come behind it, or part of one whose writer was killed. */
    private static LastRecord lastOfAnAction(Disk.Inode file) {
        int end = file.size - 1;
        while (end > 0) {
            int begin = end;
            while (begin > 0 && file.bytes[begin - 1] != '\n') {
                begin--;
            }
            String line = new String(file.bytes, begin, end - begin, StandardCharsets.UTF_8);
            if (line.contains("\"type\":\"intent\"")
                    || line.contains("\"type\":\"outcome\"")
                    || line.contains("\"type\":\"verification\"")) {
                return new LastRecord(line, end);
            }
            end = begin - 1;
        }
        return new LastRecord("", 0);
    }
}
