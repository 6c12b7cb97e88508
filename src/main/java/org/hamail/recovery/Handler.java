package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.io.FileProblem;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.GateDefinition;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Situation;

/** Records a notification, says what is planned, and leaves the rest to a worker, all within a second. */
public final class Handler {
    private final Site site;
    private final WorkerStarter starter;
    private final KeptHistories kept;

    public Handler(Site site, WorkerStarter starter) {
        this(site, starter, KeptHistories.none());
    }

    /** One of a process that stays. */
    public Handler(Site site, WorkerStarter starter, KeptHistories kept) {
        this.site = site;
        this.starter = starter;
        this.kept = kept;
    }

    /** Starts a worker that nobody can kill together with the handler. */
    @FunctionalInterface
    public interface WorkerStarter {
        /**
         * Starts it and returns at once.
         *
         * @throws IOException when it could not be started
         */
        void start() throws IOException;

        /** Whether the one that it started last may still be about to begin. */
        default boolean isStarting() {
            return false;
        }
    }

    /**
     * What the handler answers.
     *
     * @param decision its word
     * @param note what else people should know; empty most of the time
     */
    public record HandlerAnswer(String decision, String rule, String reason, String note) {}

    /**
     * Records and decides.
     *
     * @throws JournalUnavailable when nothing could be recorded
     * @throws JournalBroken when the journal is not what was written: nothing was recorded
     */
    public HandlerAnswer handle(Notification notification) throws JournalUnavailable, JournalBroken {
        Decision decision;
        boolean orphans;
        boolean blamesNode;
        boolean opensSoon;
        boolean workerIsThere;
        try (Journal journal = open(notification)) {
            var situations = new SituationLoader(site, kept);
            situations.decideUnansweredReport(journal); // a broken chain is found before anything is appended to it
            Entry entry = journal.appendUnsynced(notification);
            Situation situation = situations.situationWith(entry);
            decision = Policy.decide(situation);
            journal.append(SituationLoader.naming(decision, entry));
            situations.keep(journal);
            orphans = !situation.history().unfinished().isEmpty();
            blamesNode = blamesNode(situation)
                    && !decision.isRefusedBy(GateDefinition.MODE); // which spends the evidence at once
            opensSoon = GateWait.of(decision, situation).isPresent();
            workerIsThere = isWorking();
        }
        boolean somethingToDo = decision.word().acts() || decision.othersDue() || orphans || blamesNode || opensSoon;
        String note = somethingToDo && !workerIsThere ? start() : "";
        return new HandlerAnswer(decision.word().word(), decision.rule(), decision.reason(), note);
    }

    /** Evidence that counts only if it is about the node that holds the service now, which a worker must ask. */
    private static boolean blamesNode(Situation situation) {
        return situation
                .history()
                .latest()
                .flatMap(Report::evidence)
                .filter(item -> item.node().isPresent() && item.suspension().isEmpty())
                .isPresent();
    }

    /** When many come at once, each makes itself ready before its turn, so that nobody is slow while the others wait. */
    private Journal open(Notification notification) throws JournalUnavailable, JournalBroken {
        try {
            return site.openFreeJournal();
        } catch (JournalUnavailable e) {
            Policy.decide(new DryRun(site).with(notification));
            return site.openJournal();
        }
    }

    /** What {@link #handle} would decide now; nothing is written. */
    public HandlerAnswer dryRun(Notification notification) throws JournalUnavailable, JournalBroken {
        Decision decision = Policy.decide(new DryRun(site).with(notification));
        return new HandlerAnswer(
                decision.word().word(), decision.rule(), decision.reason(), "dry run, nothing recorded");
    }

    /**
     * A worker gives up its lock only under the journal's, after it has seen all records: one that has it now will see ours. It is
     * not waited for: a worker that waits for the journal, which is held here, would be waited for in a circle.
     */
    private boolean isWorking() throws JournalUnavailable {
        try {
            Optional<FileLock> free = FileLock.take(site.workerLock(), Duration.ZERO);
            if (free.isPresent()) {
                free.get().close();
            }
            return free.isEmpty();
        } catch (IOException e) {
            throw new JournalUnavailable("cannot ask for " + site.workerLock() + ": " + FileProblem.reason(e), e);
        }
    }

    private String start() {
        try {
            starter.start();
            return "";
        } catch (IOException e) {
            return "recorded, but no worker could be started: " + e.getMessage();
        }
    }
}
