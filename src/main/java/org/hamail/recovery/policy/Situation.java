package org.hamail.recovery.policy;

import java.time.Instant;
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
 * @param engine where the service runs and could run
 * @param confirm the worker's own probe
 * @param storm other logical hosts acted on
 * @param directory whether the user/group directory answers
 * @param sanity whether the monitoring host reaches something else
 * @param core what the monitoring core says now
 */
public record Situation(
        Moment now,
        PolicySettings settings,
        FaultHistory history,
        Reading<ServiceState> service,
        Reading<Boolean> otherWorker,
        Reading<ClusterView> engine,
        Reading<Confirmation> confirm,
        Reading<Storm> storm,
        Reading<Boolean> directory,
        Reading<Boolean> sanity,
        Reading<CoreWords> core) {

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
                new Reading.NotAsked<>(),
                new Reading.NotAsked<>(),
                new Reading.NotAsked<>(),
                new Reading.NotAsked<>(),
                new Reading.NotAsked<>());
    }

    public Situation withService(Reading<ServiceState> read) {
        return new Situation(
                now, settings, history, read, otherWorker, engine, confirm, storm, directory, sanity, core);
    }

    public Situation withOtherWorker(Reading<Boolean> read) {
        return new Situation(now, settings, history, service, read, engine, confirm, storm, directory, sanity, core);
    }

    public Situation withEngine(Reading<ClusterView> read) {
        return new Situation(
                now, settings, history, service, otherWorker, read, confirm, storm, directory, sanity, core);
    }

    public Situation withConfirm(Reading<Confirmation> read) {
        return new Situation(
                now, settings, history, service, otherWorker, engine, read, storm, directory, sanity, core);
    }

    public Situation withStorm(Reading<Storm> read) {
        return new Situation(
                now, settings, history, service, otherWorker, engine, confirm, read, directory, sanity, core);
    }

    public Situation withDirectory(Reading<Boolean> read) {
        return new Situation(now, settings, history, service, otherWorker, engine, confirm, storm, read, sanity, core);
    }

    public Situation withSanity(Reading<Boolean> read) {
        return new Situation(
                now, settings, history, service, otherWorker, engine, confirm, storm, directory, read, core);
    }

    public Situation withCore(Reading<CoreWords> read) {
        return new Situation(
                now, settings, history, service, otherWorker, engine, confirm, storm, directory, sanity, read);
    }

    /**
     * How many other logical hosts of this machine were acted on lately.
     *
     * @param others with a real intent within the storm interval
     * @param opensAt when the oldest of them leaves the interval; empty when there is none
     */
    public record Storm(int others, Optional<Instant> opensAt) {
        public static Storm calm() {
            return new Storm(0, Optional.empty());
        }
    }

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
