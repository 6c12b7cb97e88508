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
            return situation.with(Question.DIRECTORY, site.surroundings().directoryAnswers());
        } else if (question == Question.SANITY) {
            return situation.with(Question.SANITY, site.surroundings().thisMachineIsSane());
        }
        throw new IllegalStateException("nobody answers the question " + question);
    }

    /** The service is where it was when the questions began; elsewhere somebody else is acting, and what was seen is void. */
    Reading<ClusterView> engine() {
        String source = site.engine().name();
        try {
            ClusterView view = site.engine().status();
            if (holder.isPresent() && !holder.equals(view.active())) {
                String now = view.active().orElse("nowhere");
                return new Reading.Unreadable<>(
                        "the service was on " + holder.get() + " and is on " + now + " now: somebody else acts",
                        source);
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
            return confirmation(site.verifier().gravest(node));
        }
        return decision.suspect()
                .map(suspect -> ofSuspect(suspect, node))
                .orElseGet(() -> unreadable("no daemon is suspected"));
    }

    private Reading<Confirmation> ofSuspect(Series suspect, String node) {
        String role = suspect.daemon().word();
        ProbeOutcome sight = site.probe().look(role, node, site.confirmTimeout());
        return sight.is(ProbeOutcome.Meaning.FAILS) && suspect.observer() == Observer.REMOTE
                ? seenFromItsNode(role, node, sight)
                : confirmation(sight);
    }

    private static Reading<Confirmation> confirmation(ProbeOutcome sight) {
        if (!sight.isClear()) {
            return unreadable(sight.detail());
        } else if (sight.is(ProbeOutcome.Meaning.FULL)) {
            return known(new Confirmation.Full(sight.detail()));
        }
        return known(
                sight.is(ProbeOutcome.Meaning.FAILS)
                        ? new Confirmation.StillFailing(sight.detail())
                        : new Confirmation.Healed(sight.detail()));
    }

    /** A node that cannot be reached has had its chance; one where the probe is blind has not. */
    private Reading<Confirmation> seenFromItsNode(String role, String node, ProbeOutcome seenFromHere) {
        ProbeOutcome there = site.probe().lookOnNode(role, node, site.confirmTimeout());
        if (there.is(ProbeOutcome.Meaning.SERVES) || there.is(ProbeOutcome.Meaning.DEGRADED)) {
            return known(new Confirmation.ServedLocally(there.detail()));
        } else if (there.is(ProbeOutcome.Meaning.FAILS) || there.is(ProbeOutcome.Meaning.NOT_REACHED)) {
            String seen = there.is(ProbeOutcome.Meaning.FAILS)
                    ? "not served on " + node + " either: "
                    : node + " cannot be asked: ";
            return known(new Confirmation.StillFailing(seenFromHere.detail() + "; " + seen + there.detail()));
        }
        return confirmation(there);
    }

    private static Reading<Confirmation> known(Confirmation confirmation) {
        return new Reading.Known<>(confirmation, OWN_PROBE, 0);
    }

    private static Reading<Confirmation> unreadable(String reason) {
        return new Reading.Unreadable<>(reason, OWN_PROBE);
    }
}
