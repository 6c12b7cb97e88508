package org.hamail.recovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hamail.model.FaultRules;
import org.hamail.model.PolicySettings;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.Journal.RecordListener;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.journal.Moments;
import org.hamail.recovery.policy.FailoverPreconditions;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.time.Sleeper;

/**
 * One logical host with all that recovery needs to work for it.
 *
 * @param stateDir common to all logical hosts of this machine
 * @param engineTimeout for each action of the engine, and for the end of one that nobody knows
 * @param listener who is told of each record of the journal
 */
public record Site(
        String logicalHost,
        Path stateDir,
        PolicySettings settings,
        Engine engine,
        Duration engineTimeout,
        Sources sources,
        Timing timing,
        RecordListener listener) {
    /**
     * One fault is reported by many services at once. A late answer is better than a lost one; but Nagios ends an event handler
     * after 30 s, the start of Java included, and would not be told that nothing was recorded.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private static final Duration WORKER_PATIENCE = Duration.ofSeconds(30);

    /**
     * What tells how things stand with the mail service and around it.
     *
     * @param confirmTimeout for each probe of the worker's own
     * @param core the monitoring core, where it may be asked
     */
    public record Sources(
            RoleProbe probe,
            Verifier verifier,
            Duration confirmTimeout,
            FailoverPreconditions preconditions,
            Optional<MonitoringCore> core) {}

    /** What tells the time, and lets it pass. */
    public record Timing(Moments moments, Sleeper pause) {}

    /** One of whose records nobody is told. */
    public Site(
            String logicalHost,
            Path stateDir,
            PolicySettings settings,
            Engine engine,
            Duration engineTimeout,
            Sources sources,
            Timing timing) {
        this(logicalHost, stateDir, settings, engine, engineTimeout, sources, timing, RecordListener.NONE);
    }

    public RoleProbe probe() {
        return sources.probe();
    }

    public Verifier verifier() {
        return sources.verifier();
    }

    /** Within which every role must serve after an action. */
    public Duration verifyTimeout() {
        return sources.verifier().timeout();
    }

    public Duration confirmTimeout() {
        return sources.confirmTimeout();
    }

    public FailoverPreconditions preconditions() {
        return sources.preconditions();
    }

    public Optional<MonitoringCore> core() {
        return sources.core();
    }

    public Moments moments() {
        return timing.moments();
    }

    public Sleeper pause() {
        return timing.pause();
    }

    /** Where journal, switch and locks of this logical host are. */
    public Path directory() {
        return stateDir.resolve(logicalHost);
    }

    /** The journal, for somebody who must answer at once. */
    public Journal openJournal() throws JournalUnavailable, JournalBroken {
        return Journal.open(directory(), moments(), PATIENCE, listener);
    }

    /** The journal, if nobody else has it open just now. */
    Journal openFreeJournal() throws JournalUnavailable, JournalBroken {
        return Journal.open(directory(), moments(), Duration.ZERO, listener);
    }

    /** The journal, for somebody who must not give up because many others write just now. */
    public Journal openJournalPatiently() throws JournalUnavailable, JournalBroken {
        return Journal.open(directory(), moments(), WORKER_PATIENCE, listener);
    }

    /** What makes a notification evidence here. */
    public FaultRules faultRules() {
        return settings.faultRules();
    }

    /** So long an answer is one about now: what another answer may take that must be had as well. */
    Duration freshness() {
        return confirmTimeout().plus(engineTimeout);
    }

    public Path journalLock() {
        return directory().resolve(Journal.LOCK);
    }

    public Path workerLock() {
        return directory().resolve("worker.lock");
    }

    /** Held by an operator's verb from before it asks for the worker's lock until it has acted. */
    public Path operatorLock() {
        return directory().resolve("operator.lock");
    }
}
