package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.FileLock;
import org.hamail.model.ClusterView;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * The one who acts for a logical host: decides with everything that can be known, writes the intent, acts, verifies, and
 * decides again, until there is nothing to do. There is one at a time; its lock dies with it.
 */
public final class Worker {
    private static final String ENGINE = "engine";
    /** For one fault; each more that stands is asked about as well. */
    private static final int MOST_QUESTIONS = 60;

    private static final int MORE_QUESTIONS = 6;
    private static final int MOST_WAITS = 5;

    /** Whatever comes between decision and action so often will come again; people see what was decided and not begun. */
    private static final int MOST_OBJECTIONS = 5;

    /** Somebody may only look whether a worker is there, and holds the lock for a moment. */
    private static final Duration A_LOOK = Duration.ofSeconds(1);

    private final Site site;
    private final ExternalGates questions;
    private final SituationLoader deliberation;
    private final ActionRunner runner;
    private final LastLook lastLook;
    private final ConfigurationInForce configuration;
    private int waits;
    private boolean hasActed;
    private boolean reconciling;
    private int objections;

    public Worker(Site site) {
        this(site, ConfigurationInForce.FOR_EVER);
    }

    /** A worker that leaves the next step to another one when {@code configuration} is not in force any more. */
    public Worker(Site site, ConfigurationInForce configuration) {
        this.site = site;
        this.configuration = configuration;
        this.lastLook = new LastLook(site);
        this.questions = new ExternalGates(site);
        this.deliberation = new SituationLoader(site);
        this.runner = new ActionRunner(site);
    }

    /** One step of the story: something is to be done, it is worth waiting, another goes on, or there is nothing to do. */
    private sealed interface Step {
        record Act(Intent intent, Moment decided, Moment asked) implements Step {}

        record Wait(Duration time) implements Step {}

        record HandOver() implements Step {}

        record Finished() implements Step {}
    }

    /**
     * Works until there is nothing to do; returns at once when another worker is there.
     *
     * @throws IOException when the lock cannot be asked for
     */
    public void run() throws IOException, JournalUnavailable, JournalBroken {
        site.openJournalPatiently().close(); // makes the directory of the lock, where nothing was ever reported
        Optional<FileLock> lock = FileLock.take(site.workerLock(), A_LOOK);
        if (lock.isEmpty()) {
            return;
        }
        try (FileLock held = lock.get()) {
            workOrTellWhyNot(held);
        }
    }

    /** What a defect leaves behind is written while nobody else can have decided otherwise. */
    private void workOrTellWhyNot(FileLock held) throws IOException, JournalUnavailable, JournalBroken {
        try {
            work(held);
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

    private void work(FileLock held) throws IOException, JournalUnavailable, JournalBroken {
        boolean resolved = resolveOrphans();
        takeFromCore();
        Step step = resolved ? next(held) : giveUp(held);
        while (!(step instanceof Step.Finished || step instanceof Step.HandOver)) {
            if (step instanceof Step.Act act) {
                carryOut(act);
            } else if (step instanceof Step.Wait wait) {
                site.pause().sleep(wait.time());
            }
            step = objections < MOST_OBJECTIONS ? next(held) : giveUp(held);
        }
        if (step instanceof Step.HandOver) {
            held.close();
            configuration.startNextWorker();
        }
    }

    private void carryOut(Step.Act act) throws JournalUnavailable, JournalBroken {
        Optional<String> objection = lastLook.objection(act.intent(), act.decided(), act.asked());
        if (objection.isPresent()) {
            objections++;
            runner.giveUp(act.intent(), objection.get());
            return;
        }
        runner.run(act.intent());
        hasActed = true;
        if (act.intent().action() == Action.FAILOVER) {
            questions.forgetHolder();
        }
    }

    /** Whether every action of an earlier worker could be brought to an end. */
    private boolean resolveOrphans() throws JournalUnavailable, JournalBroken {
        List<ActionTrace> orphans;
        try (Journal journal = site.openJournalPatiently()) {
            orphans = deliberation.history(journal, site.moments().now()).unfinished();
        }
        hasActed = !orphans.isEmpty();
        return runner.resolve(orphans);
    }

    /** Records the problems that the monitoring core shows and that no notification reported, each with what is decided. */
    private void takeFromCore() throws JournalUnavailable, JournalBroken {
        CoreState core = deliberation.askCore();
        try (Journal journal = site.openJournalPatiently()) {
            Moment now = site.moments().now();
            for (CoreReport report : core.unreported(deliberation.history(journal, now), now)) {
                deliberation.answerForTheDead(journal);
                deliberation.answer(journal, journal.append(report));
            }
        }
    }

    /** Asks one question after the other, then decides under the locks, so that nothing can come between decision and intent. */
    private Step next(FileLock held) throws IOException, JournalUnavailable, JournalBroken {
        GateAnswers answers = new GateAnswers(site);
        HeldFaults faults = new HeldFaults(reconciling);
        deliberation.askCore();
        Optional<Decision> last = Optional.empty();
        for (int i = 0, most = MOST_QUESTIONS; i < most; i++) {
            if (configuration.hasChanged()) {
                return new Step.HandOver();
            }
            Situation situation;
            Decision decision;
            Optional<HeldFaults.Due> due = Optional.empty();
            Optional<String> question = Optional.empty();
            try (Journal journal = site.openJournalPatiently()) {
                situation = answers.in(deliberation.situation(journal));
                most = MOST_QUESTIONS
                        + MORE_QUESTIONS * situation.history().standing().size();
                decision = Policy.decide(situation);
                last = Optional.of(decision);
                if (!decision.word().acts() && !isNodeToBeAskedFor(decision, situation)) {
                    if (record(journal, decision, situation.history())) {
                        continue; // what follows compares with the journal as it is now
                    }
                    if (decision.word() == Decision.Word.NONE && isSomethingElseDue(journal, answers)) {
                        continue;
                    }
                    due = faults.next(journal, situation);
                    if (due.isEmpty()) {
                        return waitOrFinish(decision, situation, held);
                    }
                } else {
                    question = answers.next(decision, situation.now());
                    if (question.isEmpty()) {
                        return intend(journal, situation, answers, held);
                    }
                }
            }
            if (due.isPresent()) {
                ask(due.get(), situation, answers, faults);
            } else {
                ask(question.orElseThrow(), decision, situation, answers);
            }
        }
        String reason = last.map(Decision::reason).orElse("nothing");
        throw new IllegalStateException("so many questions, and still something to ask; last it was: " + reason);
    }

    /** The core is asked again together with the engine: right before an intent. */
    private Situation ask(String question, Decision decision, Situation situation, GateAnswers answers) {
        if (question.equals(ENGINE)) {
            deliberation.askCore();
        }
        Moment asked = site.moments().now();
        Situation answered = questions.answer(situation, question, decision);
        answers.keep(answered, question, decision, asked);
        return answered;
    }

    /** Asks the next thing about a fault that was held, and records what a probe of it saw. */
    private void ask(HeldFaults.Due due, Situation situation, GateAnswers answers, HeldFaults faults)
            throws JournalUnavailable, JournalBroken {
        String question = due.question();
        Moment before = site.moments().now();
        Situation answered = ask(question, due.decision(), situation, answers);
        if (question.equals("confirm")) {
            Duration took = site.moments().now().since(before);
            try (Journal journal = site.openJournalPatiently()) {
                faults.record(journal, due, answered, took);
            }
        }
    }

    /** Nothing is written that the journal says already; whether anything was. */
    private boolean record(Journal journal, Decision decision, FaultHistory history) throws JournalUnavailable {
        boolean isAnswer = history.latest().filter(report -> !report.decided()).isPresent();
        if (isAnswer || hasActed || Recorded.isNews(decision.made(), history)) {
            journal.append(decision.made());
            hasActed = false;
            return true;
        }
        return false;
    }

    /** Well is only what was reported, or looked at, last: another daemon may still be down. */
    private boolean isSomethingElseDue(Journal journal, GateAnswers answers) throws JournalUnavailable, JournalBroken {
        return Policy.decide(answers.in(deliberation.situation(journal))).word().acts();
    }

    /**
     * Too little evidence today may be enough tomorrow. Whether it was about the node that holds the service can be asked
     * only now.
     */
    private static boolean isNodeToBeAskedFor(Decision decision, Situation situation) {
        return decision.word() == Decision.Word.NONE
                && situation.engine() instanceof Reading.NotAsked<ClusterView>
                && situation.history().evidence(situation.now()).stream()
                        .anyMatch(item -> item.node().isPresent());
    }

    private Step intend(Journal journal, Situation situation, GateAnswers answers, FileLock held)
            throws IOException, JournalUnavailable {
        IntentRecorder.Recording made = new IntentRecorder(site).record(journal, situation);
        return made.intent().isPresent()
                ? new Step.Act(made.intent().get(), situation.now(), answers.oldest(situation.now()))
                : rest(journal, made.decision(), made.situation(), held);
    }

    /** Nothing to do now. The lock is given up while the journal is still held: a notification comes before this, or finds no worker. */
    private Step rest(Journal journal, Decision decision, Situation situation, FileLock held)
            throws IOException, JournalUnavailable {
        record(journal, decision, situation.history());
        return waitOrFinish(decision, situation, held);
    }

    private Step waitOrFinish(Decision decision, Situation situation, FileLock held) throws IOException {
        Optional<Duration> wait = SoonOpening.of(decision, situation);
        if (wait.isPresent() && waits++ < MOST_WAITS) {
            return new Step.Wait(wait.get());
        }
        held.close();
        return new Step.Finished();
    }

    private Step giveUp(FileLock held) throws IOException, JournalUnavailable, JournalBroken {
        try (Journal journal = site.openJournalPatiently()) {
            Situation situation = deliberation.situation(journal);
            return rest(journal, Policy.decide(situation), situation, held);
        }
    }
}
