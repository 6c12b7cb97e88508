package org.hamail.recovery.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.model.PolicySettings;
import org.hamail.model.ServiceState;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.history.StandingFault;

/** One state of the exploration: what a journal holds and what time it is. Nothing else survives a crash. */
final class ExploredState {
    final PolicySettings settings;
    final List<Entry> entries;
    final int depth;
    private final long uptime;
    private final long clock;
    private final int boot;
    private Optional<FaultHistory> history = Optional.empty();

    private ExploredState(PolicySettings settings, List<Entry> entries, int depth, long uptime, long clock, int boot) {
        this.settings = settings;
        this.entries = entries;
        this.depth = depth;
        this.uptime = uptime;
        this.clock = clock;
        this.boot = boot;
    }

    static ExploredState initial(PolicySettings settings) {
        return new ExploredState(settings, List.of(), 0, 100_000, Story.START.toEpochMilli(), 0);
    }

    /** One step further: {@code event} is recorded. */
    ExploredState then(Event event) {
        List<Entry> more = new ArrayList<>(entries.size() + 1);
        more.addAll(entries);
        more.add(new Entry(more.size() + 1L, now(), event));
        return new ExploredState(settings, more, depth, uptime, clock, boot);
    }

    ExploredState deeper() {
        return new ExploredState(settings, entries, depth + 1, uptime, clock, boot);
    }

    ExploredState after(Duration span) {
        return new ExploredState(settings, entries, depth + 1, uptime + span.toMillis(), clock + span.toMillis(), boot);
    }

    /** The same, while the clock is set by {@code step}. */
    ExploredState after(Duration span, Duration step) {
        long clockThen = clock + span.toMillis() + step.toMillis();
        return new ExploredState(settings, entries, depth + 1, uptime + span.toMillis(), clockThen, boot);
    }

    ExploredState reboot(Duration clockStep) {
        return new ExploredState(settings, entries, depth + 1, 20_000, clock + clockStep.toMillis(), boot + 1);
    }

    Moment now() {
        return new Moment(Instant.ofEpochMilli(clock), BOOTS[boot], BigDecimal.valueOf(uptime, 3));
    }

    private static final String[] BOOTS = {"b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11"};

    FaultHistory history() {
        if (history.isEmpty()) {
            history = Optional.of(FaultHistory.of(entries, settings.faultRules()));
        }
        return history.get();
    }

    /** A world that waits for its turn needs no history. */
    void forget() {
        history = Optional.empty();
    }

    Witness witness() {
        return new Witness(entries, settings, now());
    }

    /** As a handler sees it: nobody outside has been asked. */
    Situation handler() {
        return Situation.of(now(), settings, history(), Story.known(service()));
    }

    /** As a worker sees it for whom every gate outside is open. */
    Situation worker() {
        return OpenGates.in(handler());
    }

    private ServiceState service() {
        boolean on = history()
                .lastSwitch()
                .map(OperatorCommand::verb)
                .filter(verb -> verb.equals("pause") || verb.equals("off"))
                .isEmpty();
        return on ? ServiceState.initial() : PAUSED;
    }

    private static final ServiceState PAUSED =
            new ServiceState(ServiceState.Switch.PAUSED, "root", "", Optional.empty(), Optional.empty());

    /** Two worlds with the same digest have the same future: everything in it is relative to now. */
    long digest() {
        FaultHistory known = history();
        long hash = settings.hashCode();
        if (known.latest().isPresent()) {
            Report report = known.latest().get();
            hash = mix(hash, age(report.entry().at()));
            hash = mix(hash, Series.of(report.notification()).hashCode());
            hash = mix(hash, report.kind().name().hashCode());
            hash = mix(hash, report.notification().downtime().hashCode());
            hash = mix(hash, report.decided() ? 1 : 2);
            hash = mix(hash, report.duplicate() ? 1 : 2);
            hash = mix(hash, report.evidence().flatMap(Evidence::suspension).hashCode());
        }
        for (Evidence item : known.evidence(now())) {
            hash = mix(hash, age(item.at()));
            hash = mix(
                    hash, item.series().hashCode() * 31L + item.cause().name().hashCode());
            hash = mix(hash, item.node().hashCode() * 31L + (known.current(item) ? 1 : 0));
        }
        for (ActionTrace trace : known.actions()) {
            hash = mix(hash, age(trace.begun()) ^ age(trace.end()) * 31);
            hash = mix(hash, trace.intent().action().name().hashCode() * 2L + (trace.acknowledged() ? 1 : 0));
            hash = mix(hash, trace.healed() ? 1 : 2);
            hash = mix(hash, trace.outcome().hashCode() * 31L + trace.verified().hashCode());
        }
        hash = mix(hash, known.lastVerified().map(this::age).orElse(-1L));
        return mix(hash, known.lastSwitch().map(OperatorCommand::verb).hashCode());
    }

    /** The same, for a future in which faults are judged again that stand. */
    long digestWithStanding() {
        FaultHistory known = history();
        long hash = digest();
        for (StandingFault fault : known.standing()) {
            hash = mix(hash, fault.series().hashCode() * 31L + fault.reports().size());
            hash = mix(hash, age(fault.newest().at()));
            hash = mix(hash, fault.probe().map(entry -> age(entry.at())).orElse(-1L));
            hash = mix(
                    hash, fault.lastProbe().map(probe -> probe.result().name()).hashCode());
            for (Evidence item : known.suspended(fault.series(), now())) {
                hash = mix(hash, age(item.at()));
            }
        }
        return mix(hash, known.gateOpening().isPresent() ? 1 : 2);
    }

    private long age(Moment then) {
        Moment now = now();
        long wall = now.time().toEpochMilli() - then.time().toEpochMilli();
        boolean sameBoot = now.boot().equals(then.boot());
        long up = sameBoot
                ? now.uptime().subtract(then.uptime()).movePointRight(3).longValue()
                : -7;
        return mix(wall, up);
    }

    /** The finaliser of MurmurHash3. */
    static long mix(long hash, long value) {
        long mixed = (hash ^ value * 0x9E3779B97F4A7C15L) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
