package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.PolicySettings;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.FaultHistory;

/**
 * Everything that a decision depends on.
 *
 * @param service the operator's switch
 * @param otherWorker whether somebody else is acting for this logical host; a worker that holds the lock says no
 * @param core what the monitoring core says now
 * @param answers of the world outside, as far as a worker has asked
 */
public record Situation(
        Moment now,
        PolicySettings settings,
        FaultHistory history,
        Reading<ServiceState> service,
        Reading<Boolean> otherWorker,
        Reading<CoreWords> core,
        Answers answers) {

    /** What the handler knows: the journal and the switch; the worker asks the rest. */
    public static Situation of(
            Moment now, PolicySettings settings, FaultHistory history, Reading<ServiceState> service) {
        return new Situation(
                now,
                settings,
                history,
                service,
                new Reading.NotAsked<>(),
                new Reading.NotAsked<>(),
                new Answers(Map.of()));
    }

    public Situation withOtherWorker(Reading<Boolean> read) {
        return new Situation(now, settings, history, service, read, core, answers);
    }

    public Situation withCore(Reading<CoreWords> read) {
        return new Situation(now, settings, history, service, otherWorker, read, answers);
    }

    public <T> Situation with(Question<T> question, Reading<T> answer) {
        return new Situation(now, settings, history, service, otherWorker, core, answers.with(question, answer));
    }

    /** With the answer to {@code question} that {@code other} has. */
    public <T> Situation withAnswerOf(Situation other, Question<T> question) {
        return with(question, other.answer(question));
    }

    public <T> Reading<T> answer(Question<T> question) {
        return answers.to(question);
    }

    /** The node that holds the logical host, as the engine said; empty when it was not asked, or holds none, or did not answer. */
    public Optional<String> active() {
        return answer(Question.ENGINE) instanceof Reading.Known<ClusterView> known
                ? known.value().active()
                : Optional.empty();
    }

    /**
     * How many other logical hosts of this machine were acted on lately.
     *
     * @param others with a real intent within the storm interval
     * @param opensAt when the oldest of them leaves the interval; empty when there is none
     */
    public record Storm(int others, Optional<Instant> opensAt) {}

    /** What the worker's own fresh probe found. {@code detail} is for people. */
    public sealed interface Confirmation {
        String detail();

        /** The fault is still there; of remote evidence: the daemon is not served on its node either, or the node cannot be asked. */
        record StillFailing(String detail) implements Confirmation {}

        /** Not served in time, while others were: full, not hung. */
        record Full(String detail) implements Confirmation {}

        /** Served again: nothing to do. */
        record Healed(String detail) implements Confirmation {}

        /** Remote evidence, but the node itself is served: the network is suspect, not the mail service. */
        record ServedLocally(String detail) implements Confirmation {}
    }
}
