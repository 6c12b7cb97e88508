package org.hamail.recovery;

import java.util.Optional;
import org.hamail.recovery.action.EngineSilent;
import org.hamail.recovery.action.Sight;
import org.hamail.recovery.action.Verifier;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.fault.Observer;
import org.hamail.recovery.fault.Series;
import org.hamail.recovery.policy.Confirmation;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;

/** Asks the world what a decision still lacks. A question without a usable answer is an unreadable gate, never an open one. */
final class Questions {
    private static final String OWN_PROBE = "own probe";

    private final Site site;
    private Optional<String> holder = Optional.empty();

    Questions(Site site) {
        this.site = site;
    }

    /** {@code situation} with an answer for the gate {@code missing}. */
    Situation answer(Situation situation, String missing, Decision decision) {
        return switch (missing) {
            case "engine", "target" -> situation.withEngine(engine());
            case "confirm" -> situation.withConfirm(confirm(situation, decision));
            case "directory" -> situation.withDirectory(site.surroundings().directoryAnswers());
            case "sanity" -> situation.withSanity(site.surroundings().thisMachineIsSane());
            default -> throw new IllegalStateException("nobody can be asked about the gate " + missing);
        };
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
        } catch (EngineSilent e) {
            return new Reading.Unreadable<>(String.valueOf(e.getMessage()), source);
        }
    }

    /** After an action of our own the service may be elsewhere. */
    void forgetHolder() {
        holder = Optional.empty();
    }

    private Reading<Confirmation> confirm(Situation situation, Decision decision) {
        if (!(situation.engine() instanceof Reading.Known<ClusterView> known)
                || known.value().active().isEmpty()) {
            return unreadable("the engine does not say which node to look at");
        }
        String node = known.value().active().get();
        if (situation.history().failedRestart(situation.now()).isPresent()) {
            return afterFailedRestart(node);
        }
        return decision.suspect()
                .map(suspect -> ofSuspect(suspect, node))
                .orElseGet(() -> unreadable("no daemon is suspected"));
    }

    /** After a restart that did not help the whole service is in question, not only the daemon that began it. */
    private Reading<Confirmation> afterFailedRestart(String node) {
        Verifier.Verdict verdict = site.verifier().round(node);
        if (verdict.ok()) {
            return known(new Confirmation.Healed(verdict.detail()));
        }
        return verdict.clear() ? known(new Confirmation.StillFailing(verdict.detail())) : unreadable(verdict.detail());
    }

    private Reading<Confirmation> ofSuspect(Series suspect, String node) {
        String role = suspect.daemon().word();
        Sight sight = site.probe().look(role, node, site.confirmTimeout());
        if (sight instanceof Sight.CannotTell) {
            return unreadable(sight.detail());
        }
        if (!(sight instanceof Sight.Fails)) {
            return known(new Confirmation.Healed(sight.detail()));
        }
        return known(suspect.observer() == Observer.REMOTE ? seenFromItsNode(role, node, sight) : failing(sight));
    }

    private Confirmation seenFromItsNode(String role, String node, Sight seenFromHere) {
        Sight there = site.probe().lookOnNode(role, node, site.confirmTimeout());
        if (there instanceof Sight.Serves || there instanceof Sight.Limps) {
            return new Confirmation.ServedLocally(there.detail());
        }
        String seen =
                there instanceof Sight.Fails ? "not served on " + node + " either: " : node + " cannot be asked: ";
        return new Confirmation.StillFailing(seenFromHere.detail() + "; " + seen + there.detail());
    }

    private static Confirmation failing(Sight sight) {
        return new Confirmation.StillFailing(sight.detail());
    }

    private static Reading<Confirmation> known(Confirmation confirmation) {
        return new Reading.Known<>(confirmation, OWN_PROBE, 0);
    }

    private static Reading<Confirmation> unreadable(String reason) {
        return new Reading.Unreadable<>(reason, OWN_PROBE);
    }
}
