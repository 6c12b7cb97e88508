package org.hamail.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.ClusterView;
import org.hamail.model.Observer;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.history.Evidence;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.Policy;
import org.hamail.recovery.policy.ProbeRecord;
import org.hamail.recovery.policy.Question;
import org.hamail.recovery.policy.Reading;
import org.hamail.recovery.policy.Situation;
import org.hamail.recovery.policy.Situation.Confirmation;

/**
 * The faults that stand although no report asks for anything: each is judged again, its gates first, and probed when all of
 * them are open. One round of a worker; every fault comes once in it.
 */
final class HeldFaults {
    private final boolean reconciling;
    private final Set<NodeSeries> judged = new HashSet<>();

    /** {@code reconciling} also looks into remote faults whose next report would be enough. */
    HeldFaults(boolean reconciling) {
        this.reconciling = reconciling;
    }

    /** A fault, and the decision about it as far as the answers go. */
    record Due(StandingFault fault, Decision decision) {
        /** What is to be asked next: the probe itself comes last, so that nothing is probed while a gate is closed. */
        Question<?> question() {
            return decision.questions().stream()
                    .filter(question -> question != Question.CONFIRM)
                    .findFirst()
                    .orElse(Question.CONFIRM);
        }
    }

    /**
     * The next fault of which something is still to be asked. What has become clear about others by the answers in
     * {@code situation} is recorded.
     */
    Optional<Due> next(Journal journal, Situation situation) throws JournalUnavailable {
        for (StandingFault fault : faults(situation)) {
            if (judged.contains(fault.ofNode()) || (!reconciling && isAboutToBeReportedAgain(fault, situation))) {
                continue;
            }
            Situation known = isConfirmAbout(fault, situation)
                    ? situation
                    : situation.with(Question.CONFIRM, new Reading.NotAsked<>());
            Decision decision = Policy.decideStanding(known, fault);
            if (decision.word().acts() && known.answer(Question.CONFIRM) instanceof Reading.NotAsked<Confirmation>) {
                return Optional.of(new Due(fault, decision));
            }
            judged.add(fault.ofNode());
            if (!(situation.answer(Question.ENGINE) instanceof Reading.NotAsked<ClusterView>)) {
                Recorded.ifNew(journal, decision, situation.history());
            }
        }
        return Optional.empty();
    }

    /** Those that stand, and those of the node to which the logical host has come since. */
    private static List<StandingFault> faults(Situation situation) {
        Optional<String> active = situation.active();
        List<StandingFault> faults = new ArrayList<>(situation.history().standing());
        situation.history().elsewhere().stream()
                .filter(fault -> active.isPresent() && fault.evidence().about(active.get()))
                .forEach(faults::add);
        return faults;
    }

    /** Whether what the own probe saw is about the daemon of {@code fault}: an answer about one daemon is none about another. */
    private static boolean isConfirmAbout(StandingFault fault, Situation situation) {
        return Policy.decide(situation)
                .suspect()
                .map(suspect -> suspect.daemon().equals(fault.series().daemon()))
                .orElse(true);
    }

    /** A remote timeout that counts and is too little: whoever reported it says more in a minute. */
    private static boolean isAboutToBeReportedAgain(StandingFault fault, Situation situation) {
        return fault.series().observer() == Observer.REMOTE
                && situation.history().evidence(situation.now()).stream()
                        .anyMatch(item -> item.series().equals(fault.series())
                                && fault.ofNode().mayBeOf(item.node()));
    }

    /** Records what the probe of {@code due} saw, which {@code situation} has as the answer of the gate {@code confirm}. */
    void record(Journal journal, Due due, Situation situation, Duration took) throws JournalUnavailable {
        judged.add(due.fault().ofNode());
        OwnProbe probe = ProbeRecord.of(due.fault(), situation, took);
        if (isKnown(probe, due.fault(), situation)) {
            return;
        }
        journal.append(probe);
        if (probe.result() != OwnProbe.Result.FAILS) {
            journal.append(Policy.decideStanding(situation, due.fault()).made());
        }
    }

    /** The same as before tells nothing new, unless its evidence has left the window meanwhile. */
    private static boolean isKnown(OwnProbe probe, StandingFault fault, Situation situation) {
        boolean same = fault.lastProbe().map(probe::sees).orElse(false);
        if (!same || probe.result() != OwnProbe.Result.FAILS) {
            return same;
        }
        List<Evidence> counting = situation.history().evidence(situation.now());
        long seq = fault.probe().orElseThrow().seq();
        return counting.stream().anyMatch(item -> item.seq() == seq);
    }
}
