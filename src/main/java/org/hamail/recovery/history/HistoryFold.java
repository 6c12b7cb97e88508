package org.hamail.recovery.history;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.model.FaultRules;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** Reads a journal once, oldest entry first, and tells each part of the history what a record means for it. */
final class HistoryFold {
    private final FaultRules rules;
    private final Deliveries deliveries;
    final Reports reports;
    final CountingEvidence evidence;
    final StandingFaults standing;
    final ActionHistory actions;
    final OperatorActs operator;
    final UndoneDecision undone;

    HistoryFold(FaultRules rules) {
        this.rules = rules;
        this.deliveries = new Deliveries();
        this.reports = new Reports();
        this.evidence = new CountingEvidence(rules);
        this.standing = new StandingFaults();
        this.actions = new ActionHistory(rules);
        this.operator = new OperatorActs();
        this.undone = new UndoneDecision();
    }

    /** One that goes on where {@code other} stands, which stays as it is. */
    HistoryFold(HistoryFold other) {
        this.rules = other.rules;
        this.deliveries = new Deliveries(other.deliveries);
        this.reports = new Reports(other.reports);
        this.evidence = new CountingEvidence(other.evidence);
        this.standing = new StandingFaults(other.standing);
        this.actions = new ActionHistory(other.actions);
        this.operator = new OperatorActs(other.operator);
        this.undone = new UndoneDecision(other.undone);
    }

    void take(Entry entry) {
        Event event = entry.event();
        if (event instanceof Notification said) {
            reports.takeNotification();
            operator.takeNotification();
            takeReport(entry, said);
        } else if (event instanceof CoreReport core) {
            reports.takeFromCore(NodeSeries.of(core.seen()));
            takeReport(entry, core.seen());
        } else if (event instanceof DecisionRecord decision) {
            takeDecision(entry, decision);
        } else if (event instanceof Intent intent) {
            undone.take(intent);
            actions.take(entry, intent, operator.wanted(entry));
            if (!intent.dryRun()) {
                standing.takeAction(entry);
            }
        } else if (event instanceof Outcome outcome) {
            actions.take(entry, outcome);
        } else if (event instanceof Verification verification) {
            takeVerification(entry, verification);
        } else if (event instanceof OwnProbe probe) {
            takeProbe(entry, probe);
        } else if (event instanceof OperatorCommand act) {
            takeOperatorAct(entry, act);
        }
    }

    private void takeReport(Entry entry, Notification said) {
        ReportKind kind = ReportKind.of(said, rules);
        boolean duplicate = deliveries.isRepeated(entry.at(), said);
        Optional<Evidence> seen = kind == ReportKind.EVIDENCE ? Optional.of(evidence(entry, said)) : Optional.empty();
        var report = new Report(entry, said, kind, duplicate, seen.filter(item -> !duplicate), false);
        reports.take(report);
        if (kind != ReportKind.OK_IN_STATE_ONLY) {
            standing.take(report, seen);
        }
        reports.takeOfDirectory(report); // an action does not move the directory
        takeEvidence(report);
    }

    private void takeEvidence(Report report) {
        if (actions.isAnyUnfinished()) {
            evidence.takeDuringAction(report);
        } else if (report.kind() == ReportKind.WELL) {
            evidence.takeOk(NodeSeries.of(report.notification()));
        } else if (!report.duplicate()) {
            evidence.take(report);
        }
    }

    private Evidence evidence(Entry entry, Notification said) {
        return new Evidence(
                entry.seq(),
                entry.at(),
                Series.of(said),
                said.cause().flatMap(Cause::of).orElseThrow(),
                said.node(),
                Optional.ofNullable(suspension(entry.at(), said)));
    }

    private @Nullable String suspension(Moment at, Notification said) {
        String general = suspension(at);
        if (general != null) {
            return general;
        }
        if (!said.downtime().equals("0")) {
            return "recorded in downtime";
        }
        return said.hostState().equals("UP") ? null : "recorded while the host was not UP";
    }

    private @Nullable String suspension(Moment at) {
        if (operator.switchedOffBy().isPresent()) {
            return "recorded while the service was not on";
        }
        if (actions.isAnyUnfinished()) {
            return "recorded while an action was in progress";
        }
        Optional<Moment> settling =
                actions.lastVerified().filter(then -> FaultHistory.within(at, then, rules.settle()));
        return settling.isPresent() ? "recorded in the settle time" : null;
    }

    private void takeDecision(Entry entry, DecisionRecord decision) {
        Set<Long> because = Set.copyOf(decision.because());
        boolean healed = decision.rule().equals(DecisionEffect.HEALED);
        undone.take(entry, decision);
        if (DecisionEffect.ends(decision)) {
            evidence.end(item -> because.contains(item.seq()));
            // a probe on a node that the service has left meanwhile says nothing of the fault itself, which goes on
            // standing
            standing.end(
                    new StandingFault.End(entry.at(), healed ? StandingFault.How.SERVES : StandingFault.How.ELSEWHERE),
                    fault -> because.contains(fault.newest().seq())
                            || (healed
                                    && because.contains(
                                            fault.probe().map(Entry::seq).orElse(0L))));
        } else {
            standing.standAgain(fault -> because.contains(fault.newest().seq()));
            if (DecisionEffect.suspends(decision)) {
                evidence.suspend(item -> because.contains(item.seq()));
            }
        }
        if (healed) {
            actions.takeHealed();
        }
        operator.take(decision);
        reports.latest()
                .filter(report -> because.contains(report.entry().seq()))
                .ifPresent(report -> takeAnswer(report, decision));
    }

    /** The first decision about the latest report. What was reported while the service was not on counts only with a probe. */
    private void takeAnswer(Report report, DecisionRecord decision) {
        if (!report.decided() && DecisionEffect.switchSeen(decision) != null) {
            evidence.suspend(item -> item.seq() == report.entry().seq());
        }
        reports.decided();
    }

    /** Local fault and remote series are both probed by it; what was reported of another node is not. */
    private void takeProbe(Entry entry, OwnProbe probe) {
        Predicate<NodeSeries> probed = told -> told.series().daemon() == probe.daemon()
                && told.series().check() == probe.check()
                && told.mayBeOf(probe.node());
        if (probe.result() == OwnProbe.Result.SERVES) {
            standing.end(
                    new StandingFault.End(entry.at(), StandingFault.How.SERVES), fault -> probed.test(fault.ofNode()));
            evidence.end(item -> probed.test(item.ofNode()));
        } else {
            takeProbe(entry, probe, probed);
        }
    }

    /**
     * A probe that fails is evidence of the local fault, where there is one; otherwise of the remote series one timeout more,
     * beside those that were suspended.
     */
    private void takeProbe(Entry entry, OwnProbe probe, Predicate<NodeSeries> probed) {
        if (probe.node().isPresent()) {
            standing.standAgain(fault -> probed.test(fault.ofNode()));
        }
        Optional<StandingFault> fault = standing.takeProbe(entry, probed);
        if (probe.result() == OwnProbe.Result.FAILS) {
            fault.ifPresent(one -> evidence.takeFailingProbe(one, evidence(entry, probe, one)));
        }
    }

    private Evidence evidence(Entry entry, OwnProbe probe, StandingFault fault) {
        return new Evidence(
                entry.seq(),
                entry.at(),
                fault.series(),
                fault.evidence().cause(),
                probe.node(),
                Optional.ofNullable(suspension(entry.at())));
    }

    private void takeVerification(Entry entry, Verification verification) {
        if (actions.take(entry, verification)) {
            evidence.end(item -> true);
            standing.endVerified(entry.at(), actions.nodeOf(verification));
        }
    }

    private void takeOperatorAct(Entry entry, OperatorCommand act) {
        operator.take(entry, act);
        if (act.verb().equals("ack")) {
            evidence.suspend(item -> true);
            actions.acknowledge();
        }
    }
}
