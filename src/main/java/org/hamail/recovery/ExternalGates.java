package org.hamail.recovery;

import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.verify.ProbeOutcome;

/** Asks the world what a decision still lacks. A question without a usable answer is an unreadable gate, never an open one. */
final class ExternalGates {
    private static final String OWN_PROBE = "own probe";

    private final Site site;
    private Optional<String> holder = Optional.empty();

    ExternalGates(Site site) {
        this.site = site;
    }

    /** {@code situation} with an answer to {@code question}, which {@code decision} lacks. */
    Situation answer(Situation situation, Question<?> question, Decision decision) {
        if (question == Question.ENGINE) {
            return situation.with(Question.ENGINE, engine());
        } else if (question == Question.CONFIRM) {
            return situation.with(Question.CONFIRM, confirm(situation, decision));
        } else if (question == Question.DIRECTORY) {
            return situation.with(Question.DIRECTORY, site.preconditions().directoryAnswers());
        } else if (question == Question.SANITY) {
            return situation.with(Question.SANITY, site.preconditions().monitoringHostReachesOthers());
        }
        throw new IllegalStateException("nobody answers the question " + question);
    }

    /** The service is where it was when the questions began; elsewhere it was moved by somebody else, and what was seen is void. */
    Reading<ClusterView> engine() {
        String source = site.engine().name();
        try {
            ClusterView view = site.engine().status();
            if (holder.isPresent() && !holder.equals(view.active())) {
                String now = view.active().map(node -> "on " + node).orElse("on no node");
                return new Reading.Unreadable<>(
                        "the service was on " + holder.get() + " and is " + now + " now, not by this worker", source);
            }
            holder = view.active();
            return new Reading.Known<>(view, source, 0);
        } catch (EngineUnavailable e) {
            return new Reading.Unreadable<>(String.valueOf(e.getMessage()), source);
        }
    }

    /** After an action of our own the service may be elsewhere. */
    void forgetHolder() {
        holder = Optional.empty();
    }

    private Reading<Confirmation> confirm(Situation situation, Decision decision) {
        if (situation.active().isEmpty()) {
            return unreadable("the engine does not say which node to look at");
        }
        String node = situation.active().get();
        if (situation.history().failedRestart(situation.now()).isPresent()) {
            // after a restart that did not help the whole service is in question, not only the daemon that began it
            boolean isRemote = decision.suspect()
                    .filter(suspect -> suspect.observer() == Observer.REMOTE)
                    .isPresent();
            return confirmation(
                    isRemote
                            ? site.verifier().worst(role -> seenFromBothSides(role, node))
                            : site.verifier().worst(role -> seenForLocal(role, node)));
        }
        return decision.suspect()
                .map(suspect -> ofSuspect(suspect, node))
                .orElseGet(() -> unreadable("no daemon is suspected"));
    }

    private Reading<Confirmation> ofSuspect(Series suspect, String node) {
        String role = suspect.daemon().word();
        return confirmation(
                suspect.observer() == Observer.REMOTE ? seenFromBothSides(role, node) : seenForLocal(role, node));
    }

    private ProbeOutcome seenForLocal(String role, String node) {
        return site.probe().lookForOthers(role, node, site.confirmTimeout());
    }

    /**
     * Seen from here and, where it fails, on its node, which alone can say that the way between us is at fault. A node that
     * cannot be reached has had its chance; one where the probe is blind has not.
     */
    private ProbeOutcome seenFromBothSides(String role, String node) {
        ProbeOutcome here = site.probe().look(role, node, site.confirmTimeout());
        if (!here.is(ProbeOutcome.Meaning.FAILS)) {
            return here;
        }
        ProbeOutcome there = site.probe().lookOnNode(role, node, site.confirmTimeout());
        return switch (there.meaning()) {
            case SERVES, DEGRADED -> ProbeOutcome.servedOnItsNode(there.detail());
            case FAILS -> ProbeOutcome.fails(here.detail() + "; not served on " + node + " either: " + there.detail());
            case NOT_REACHED -> ProbeOutcome.fails(here.detail() + "; " + node + " cannot be asked: " + there.detail());
            case SERVED_ON_ITS_NODE, FULL, CANNOT_TELL -> there;
        };
    }

    private static Reading<Confirmation> confirmation(ProbeOutcome sight) {
        if (!sight.isClear()) {
            return unreadable(sight.detail());
        } else if (sight.is(ProbeOutcome.Meaning.FULL)) {
            return known(new Confirmation.Full(sight.detail()));
        } else if (sight.is(ProbeOutcome.Meaning.SERVED_ON_ITS_NODE)) {
            return known(new Confirmation.ServedLocally(sight.detail()));
        }
        return known(
                sight.is(ProbeOutcome.Meaning.FAILS)
                        ? new Confirmation.StillFailing(sight.detail())
                        : new Confirmation.Healed(sight.detail()));
    }

    private static Reading<Confirmation> known(Confirmation confirmation) {
        return new Reading.Known<>(confirmation, OWN_PROBE, 0);
    }

    private static Reading<Confirmation> unreadable(String reason) {
        return new Reading.Unreadable<>(reason, OWN_PROBE);
    }
}
