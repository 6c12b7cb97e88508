package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/**
 * The one who acts for a logical host: decides with everything that can be known, writes the intent, acts, verifies, and
 * decides again, until there is nothing to do. There is one at a time; its lock dies with it.
 */
public final class Worker {
    /** Whatever comes between decision and action so often will come again; people see what was decided and not begun. */
    private static final int MOST_OBJECTIONS = 5;

    /** Somebody may only look whether a worker is there, and holds the lock for a moment. */
    private static final Duration A_LOOK = Duration.ofSeconds(1);

    private final Site site;
    private final SituationLoader situations;
    private final ActionRunner runner;
    private final PreActionCheck lastLook;
    private final ConfigurationInForce configuration;
    private final OperatorPresence operators;
    private boolean reconciling;
    private int objections;

    public Worker(Site site) {
        this(site, ConfigurationInForce.FOR_EVER);
    }

    /** A worker that leaves the next step to another one when {@code configuration} is not in force any more. */
    public Worker(Site site, ConfigurationInForce configuration) {
        this.site = site;
        this.configuration = configuration;
        this.lastLook = new PreActionCheck(site);
        this.situations = new SituationLoader(site);
        this.runner = new ActionRunner(site);
        this.operators = new OperatorPresence(site);
    }

    /**
     * Works until there is nothing to do; returns at once when another worker is there. While it only waits for a gate it lets
     * an operator act first, and looks again afterwards.
     *
     * @throws IOException when the lock cannot be asked for
     */
    public void run() throws IOException, JournalUnavailable, JournalBroken {
        site.openJournalPatiently().close(); // makes the directory of the lock, where nothing was ever reported
        while (givesWayToOperator()) {
            operators.awaitEnd();
        }
    }

    /** Works as long as it may; whether it has given its lock up to an operator before there was nothing to do. */
    private boolean givesWayToOperator() throws IOException, JournalUnavailable, JournalBroken {
        Optional<FileLock> lock = FileLock.take(site.workerLock(), A_LOOK);
        if (lock.isEmpty()) {
            return false;
        }
        try (FileLock held = lock.get()) {
            return !workOrTellWhyNot(held);
        }
    }

    /** What a defect leaves behind is written while nobody else can have decided otherwise. */
    private boolean workOrTellWhyNot(FileLock held) throws IOException, JournalUnavailable, JournalBroken {
        try {
            return work(held);
        } catch (RuntimeException | LinkageError | VirtualMachineError e) {
            new WorkerDefect(site).record(e);
            throw e;
        }
    }

    /**
     * The same for whoever reconciles: probes also remote faults whose next report would be enough.
     *
     * @throws IOException when the lock cannot be asked for
     */
    public void reconcile() throws IOException, JournalUnavailable, JournalBroken {
        reconciling = true;
        run();
    }

    /** Whether there is nothing to do any more for this worker; otherwise an operator wants to act. */
    private boolean work(FileLock held) throws IOException, JournalUnavailable, JournalBroken {
        var steps = new NextStepFinder(site, situations, configuration, new NothingDue(held));
        boolean resolved = resolveOrphans();
        takeFromCore();
        NextStep step = resolved ? steps.next(reconciling) : steps.withoutAsking();
        while (!(step instanceof NextStep.Finished || step instanceof NextStep.HandOver)) {
            if (step instanceof NextStep.CarryOut act) {
                carryOut(act, steps);
            } else if (step instanceof NextStep.Wait wait && !operators.isNobodyWithin(wait.time())) {
                return false;
            }
            step = objections < MOST_OBJECTIONS ? steps.next(reconciling) : steps.withoutAsking();
        }
        if (step instanceof NextStep.HandOver) {
            held.close();
            configuration.startNextWorker();
        }
        return true;
    }

    private void carryOut(NextStep.CarryOut act, NextStepFinder steps) throws JournalUnavailable, JournalBroken {
        Optional<String> objection = lastLook.objection(act.intent(), act.decided(), act.asked());
        if (objection.isPresent()) {
            objections++;
            runner.giveUp(act.intent(), objection.get());
            return;
        }
        ActionRunner.ActionEnding ending = runner.run(act.intent());
        if (ending.result().end() == ActionResult.End.NOT_TRIED) {
            objections++;
            return;
        }
        steps.noteAction(act.intent());
    }

    /** Whether every action of an earlier worker could be brought to an end. */
    private boolean resolveOrphans() throws JournalUnavailable, JournalBroken {
        List<ActionTrace> orphans;
        try (Journal journal = site.openJournalPatiently()) {
            orphans = situations.history(journal, site.moments().now()).unfinished();
        }
        return runner.resolve(orphans);
    }

    /** Records the problems that the monitoring core shows and that no notification reported, each with what is decided. */
    private void takeFromCore() throws JournalUnavailable, JournalBroken {
        CoreState core = situations.askCore();
        try (Journal journal = site.openJournalPatiently()) {
            Moment now = site.moments().now();
            for (CoreReport report : core.unreported(situations.history(journal, now), now)) {
                situations.decideUnansweredReport(journal);
                situations.answer(journal, journal.append(report));
            }
        }
    }
}
