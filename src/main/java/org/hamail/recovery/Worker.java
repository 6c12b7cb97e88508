package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.ActionTrace;
import org.hamail.recovery.fault.Intent;
import org.hamail.recovery.journal.FileLockGuard;
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
    private static final String STORM = "storm";
    private static final int MOST_QUESTIONS = 20;
    private static final int MOST_WAITS = 5;

    private final Site site;
    private final Questions questions;
    private final Deliberation deliberation;
    private final ActionRunner runner;
    private int waits;

    public Worker(Site site) {
        this.site = site;
        this.questions = new Questions(site);
        this.deliberation = new Deliberation(site);
        this.runner = new ActionRunner(site);
    }

    /** One step of the story: something was done, it is worth waiting, or there is nothing to do. */
    private sealed interface Step {
        record Act(Intent intent) implements Step {}

        record Wait(Duration time) implements Step {}

        record Finished() implements Step {}
    }

    /**
     * Works until there is nothing to do; returns at once when another worker is there.
     *
     * @throws IOException when the lock cannot be asked for
     */
    public void run() throws IOException, JournalUnavailable, JournalBroken {
        Optional<FileLockGuard> lock = FileLockGuard.take(site.workerLock(), Duration.ZERO);
        if (lock.isEmpty()) {
            return;
        }
        try (FileLockGuard held = lock.get()) {
            Step step = resolveOrphans() ? next(held) : giveUp(held);
            while (!(step instanceof Step.Finished)) {
                if (step instanceof Step.Act act) {
                    runner.run(act.intent());
                    if (act.intent().action() == Action.FAILOVER) {
                        questions.forgetHolder();
                    }
                } else if (step instanceof Step.Wait wait) {
                    site.pause().sleep(wait.time());
                }
                step = next(held);
            }
        }
    }

    /** Whether every action of an earlier worker could be brought to an end. */
    private boolean resolveOrphans() throws JournalUnavailable, JournalBroken {
        List<ActionTrace> orphans;
        try (Journal journal = site.openJournalPatiently()) {
            orphans = deliberation.history(journal, site.moments().now()).unfinished();
        }
        boolean resolved = true;
        for (ActionTrace orphan : orphans) {
            resolved &= runner.resolve(orphan);
        }
        return resolved;
    }

    /** Asks one question after the other, then decides under the locks, so that nothing can come between decision and intent. */
    private Step next(FileLockGuard held) throws IOException, JournalUnavailable, JournalBroken {
        Optional<Situation> asked = Optional.empty();
        boolean engineIsFresh = false;
        for (int i = 0; i < MOST_QUESTIONS; i++) {
            Situation situation;
            Decision decision;
            try (Journal journal = site.openJournalPatiently()) {
                situation = withAnswers(deliberation.situation(journal), asked);
                decision = Policy.decide(situation);
                if (!decision.word().acts()) {
                    return rest(journal, decision, held);
                }
                if (question(decision).isEmpty() && engineIsFresh) {
                    return intend(journal, situation, held);
                }
            }
            Optional<String> question = question(decision);
            engineIsFresh = question.isEmpty(); // the probes took their time: where the service is, is asked again
            asked = Optional.of(questions.answer(situation, question.orElse("engine"), decision));
        }
        throw new IllegalStateException("the policy never has enough answers");
    }

    private static Optional<String> question(Decision decision) {
        return decision.missing().stream().filter(gate -> !gate.equals(STORM)).findFirst();
    }

    private static Situation withAnswers(Situation fresh, Optional<Situation> asked) {
        return asked.map(old -> fresh.withEngine(old.engine())
                        .withConfirm(old.confirm())
                        .withDirectory(old.directory())
                        .withSanity(old.sanity()))
                .orElse(fresh);
    }

    /** The last decision and the intent, with the storm ledger held. */
    private Step intend(Journal journal, Situation situation, FileLockGuard held)
            throws IOException, JournalUnavailable {
        try (StormLedger ledger = StormLedger.open(site.stateDir())) {
            Situation whole = situation.withStorm(ledger.read(
                    site.logicalHost(), situation.now(), site.settings().stormInterval()));
            Decision decision = Policy.decide(whole);
            if (!decision.word().acts() || !decision.complete()) {
                return rest(journal, decision, held);
            }
            journal.append(decision.made());
            ledger.note(site.logicalHost(), situation.now(), site.settings().stormInterval());
            Intent intent = intent(decision, whole);
            journal.append(intent);
            return new Step.Act(intent);
        }
    }

    private static Intent intent(Decision decision, Situation situation) {
        Action action = decision.word() == Decision.Word.RESTART ? Action.RESTART : Action.FAILOVER;
        Optional<String> from = situation.engine() instanceof Reading.Known<ClusterView> known
                ? known.value().active()
                : Optional.empty();
        return new Intent(
                UUID.randomUUID().toString(),
                action,
                decision.daemon().orElse("all"),
                from,
                action == Action.FAILOVER ? decision.target() : Optional.empty(),
                false);
    }

    /** Nothing to do now. The lock is given up while the journal is still held: a notification comes before this, or finds no worker. */
    private Step rest(Journal journal, Decision decision, FileLockGuard held) throws IOException, JournalUnavailable {
        journal.append(decision.made());
        Optional<Duration> wait = decision.opensAt()
                .map(at -> Duration.between(site.moments().now().time(), at))
                .filter(time -> time.compareTo(site.settings().settle()) <= 0);
        if (decision.word() == Decision.Word.HOLD && wait.isPresent() && waits++ < MOST_WAITS) {
            return new Step.Wait(
                    wait.get().isNegative()
                            ? Duration.ofMillis(100)
                            : wait.get().plusMillis(50));
        }
        held.close();
        return new Step.Finished();
    }

    private Step giveUp(FileLockGuard held) throws IOException, JournalUnavailable, JournalBroken {
        try (Journal journal = site.openJournalPatiently()) {
            return rest(journal, Policy.decide(deliberation.situation(journal)), held);
        }
    }
}
