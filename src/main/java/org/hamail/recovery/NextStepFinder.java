package org.hamail.recovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/**
 * Finds a worker's next step: asks one question after the other, then decides under the locks, so that nothing can come between
 * decision and intent.
 */
final class NextStepFinder {
    /** For one fault; each more that stands is asked about as well. */
    private static final int MOST_QUESTIONS = 60;

    private static final int MORE_QUESTIONS = 6;

    /** Time for whoever waits for the journal to have it. */
    private static final Duration LET_OTHERS_WRITE = Duration.ofMillis(100);

    private final Site site;
    private final SituationLoader situations;
    private final ConfigurationInForce configuration;
    private final NothingDue conclusion;
    private final ExternalGates gates;
    private final IntentRecorder recorder;

    NextStepFinder(Site site, SituationLoader situations, ConfigurationInForce configuration, NothingDue conclusion) {
        this.site = site;
        this.situations = situations;
        this.configuration = configuration;
        this.conclusion = conclusion;
        this.gates = new ExternalGates(site);
        this.recorder = new IntentRecorder(site);
    }

    /** What one look at the journal leads to: the next step, a question, or neither, when it is to be looked at again. */
    private record Found(Optional<NextStep> step, Optional<GateQuestion> question) {
        static final Found LOOK_AGAIN = new Found(Optional.empty(), Optional.empty());

        static Found of(NextStep step) {
            return new Found(Optional.of(step), Optional.empty());
        }

        static Found of(GateQuestion question) {
            return new Found(Optional.empty(), Optional.of(question));
        }
    }

    /**
     * What is to be asked, without any lock.
     *
     * @param due the fault that was held, when it is asked about one
     */
    private record GateQuestion(
            Question<?> question, Decision decision, Situation situation, Optional<HeldFaults.Due> due) {}

    /** The next step; {@code reconciling} also probes remote faults whose next report would be enough. */
    NextStep next(boolean reconciling) throws IOException, JournalUnavailable, JournalBroken {
        GateAnswers answers = new GateAnswers(site);
        HeldFaults faults = new HeldFaults(reconciling);
        situations.askCore();
        String reason = "nothing";
        int most = MOST_QUESTIONS;
        for (int i = 0; i < most; i++) {
            if (configuration.hasChanged()) {
                return new NextStep.HandOver();
            }
            Found finding;
            try (Journal journal = site.openJournalPatiently()) {
                Situation situation = answers.in(situations.situation(journal));
                Decision decision = Policy.decide(situation);
                finding = find(journal, decision, situation, answers, faults);
                reason = decision.reason();
                most = MOST_QUESTIONS
                        + MORE_QUESTIONS * situation.history().standing().size();
            }
            if (finding.step().isPresent()) {
                return finding.step().get();
            } else if (finding.question().isPresent()) {
                ask(finding.question().get(), answers, faults);
            } else if (recorder.waits()) {
                site.pause().sleep(LET_OTHERS_WRITE);
            }
        }
        throw new IllegalStateException("the worker asked engine, core and probes " + most
                + " times and came to no decision; the last one was: " + reason);
    }

    private Found find(Journal journal, Decision decision, Situation situation, GateAnswers answers, HeldFaults faults)
            throws IOException, JournalUnavailable {
        if (decision.word().acts() || isNodeToBeAskedFor(decision, situation)) {
            Optional<Question<?>> question = answers.next(decision, situation.now());
            return question.isPresent()
                    ? Found.of(new GateQuestion(question.get(), decision, situation, Optional.empty()))
                    : intend(journal, situation, answers);
        }
        if (conclusion.record(journal, decision, situation.history())) {
            return Found.LOOK_AGAIN; // what follows compares with the journal as it is now
        }
        Optional<HeldFaults.Due> due = faults.next(journal, situation);
        return due.isPresent()
                ? Found.of(new GateQuestion(due.get().question(), due.get().decision(), situation, due))
                : Found.of(conclusion.of(decision, situation));
    }

    /**
     * Too little evidence today may be enough tomorrow. Whether it was about the node that holds the service can be asked
     * only now; and what was told of another node counts when the service has come there.
     */
    private static boolean isNodeToBeAskedFor(Decision decision, Situation situation) {
        if (!(situation.answer(Question.ENGINE) instanceof Reading.NotAsked<ClusterView>)) {
            return false;
        }
        return Reconciler.hasFaultElsewhere(situation)
                || (decision.word() == Decision.Word.NONE
                        && situation.history().evidence(situation.now()).stream()
                                .anyMatch(item -> item.node().isPresent()));
    }

    private Found intend(Journal journal, Situation situation, GateAnswers answers)
            throws IOException, JournalUnavailable {
        Optional<IntentRecorder.Recording> recording = recorder.record(journal, situation);
        if (recording.isEmpty()) {
            return Found.LOOK_AGAIN;
        }
        IntentRecorder.Recording made = recording.get();
        return Found.of(
                made.intent().isPresent()
                        ? new NextStep.CarryOut(made.intent().get(), situation.now(), answers.oldest(situation.now()))
                        : rest(journal, made.decision(), made.situation()));
    }

    private NextStep rest(Journal journal, Decision decision, Situation situation)
            throws IOException, JournalUnavailable {
        conclusion.record(journal, decision, situation.history());
        return conclusion.of(decision, situation);
    }

    /** Asks. The core is asked again together with the engine, right before an intent; what a probe saw is recorded. */
    private void ask(GateQuestion question, GateAnswers answers, HeldFaults faults)
            throws JournalUnavailable, JournalBroken {
        if (question.question() == Question.ENGINE) {
            situations.askCore();
        }
        Moment before = site.moments().now();
        Situation answered = gates.answer(question.situation(), question.question(), question.decision());
        answers.keep(answered, question.question(), question.decision(), before);
        if (question.question() == Question.ENGINE
                && !question.situation().history().elsewhere().isEmpty()) {
            new Reconciler.NodeQuestion(site).remember(before);
        }
        if (question.due().isPresent() && question.question() == Question.CONFIRM) {
            Duration took = site.moments().now().since(before);
            try (Journal journal = site.openJournalPatiently()) {
                faults.record(journal, question.due().get(), answered, took);
            }
        }
    }

    /** Decides without asking any more. */
    NextStep withoutAsking() throws IOException, JournalUnavailable, JournalBroken {
        try (Journal journal = site.openJournalPatiently()) {
            Situation situation = situations.situation(journal);
            return rest(journal, Policy.decide(situation), situation);
        }
    }

    /** What was true before {@code done} is asked again. */
    void noteAction(Intent done) {
        if (done.action() == Action.FAILOVER) {
            gates.forgetHolder();
        }
    }
}
