package org.hamail.recovery;

import java.time.Duration;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.recovery.GateAnswers.Elapsed;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.policy.Reading;

/**
 * Between an intent and its action: another monitoring server or a person may have been faster, and the worker may have been
 * stopped, or slept with its machine.
 */
final class PreActionCheck {
    /** Between the decision and here are two locks and two writes. */
    private static final Duration LOCKS_AND_WRITES = Duration.ofSeconds(15);

    private final Site site;

    PreActionCheck(Site site) {
        this.site = site;
    }

    /**
     * Why {@code intent} must not be carried out any more; empty when it may, at once.
     *
     * @param decided when it was decided
     * @param asked when the oldest answer was asked for by which it was decided
     */
    Optional<String> objection(Intent intent, Moment decided, Moment asked) {
        return isHeldUp(decided, LOCKS_AND_WRITES)
                .or(() -> elsewhere(intent))
                .or(() -> isHeldUp(decided, site.freshness()))
                .or(() -> isLongerAgo(asked, site.freshness())
                        .map(age -> "the answers that it was decided by are too old"))
                .or(this::switchedOff);
    }

    private Optional<String> isHeldUp(Moment decided, Duration limit) {
        return isLongerAgo(decided, limit)
                .map(time -> "the worker was held up for " + time.toSeconds()
                        + " s between decision and action, and decides again");
    }

    private Optional<Duration> isLongerAgo(Moment then, Duration limit) {
        Duration passed = Elapsed.between(then, site.moments().now());
        return passed.compareTo(limit) > 0 ? Optional.of(passed) : Optional.empty();
    }

    private Optional<String> elsewhere(Intent intent) {
        try {
            ClusterView view = site.engine().status();
            return view.state() == ClusterView.State.RUNNING && view.active().equals(intent.from())
                    ? intent.obstacle(view)
                    : Optional.of("the service is "
                            + view.active().map(node -> "on " + node).orElse("on no node") + " and "
                            + view.state().word() + " now");
        } catch (EngineUnavailable e) {
            return Optional.of("the engine does not answer any more: " + e.getMessage());
        }
    }

    private Optional<String> switchedOff() {
        Reading<ServiceState> service = new ServiceSwitch(site.directory()).read();
        if (!(service instanceof Reading.Known<ServiceState> known)) {
            return Optional.of("whether the service is on cannot be read any more");
        }
        ServiceState.Switch position = known.value().position();
        return position == ServiceState.Switch.ON
                ? Optional.empty()
                : Optional.of("the service was switched to " + position.word() + " by "
                        + known.value().who());
    }
}
