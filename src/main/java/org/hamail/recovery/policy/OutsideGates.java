package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.FaultHistory.Report;

/** The gates that somebody outside must be asked for: engine, confirm, storm, directory, sanity, target. */
final class OutsideGates {
    /** An answer older than this, in seconds, says nothing about now. */
    static final long STALE = 300;

    private OutsideGates() {}

    static Judgement engine(Plan plan) {
        Reading<ClusterView> reading = plan.situation().engine();
        if (reading instanceof Reading.Known<ClusterView> known) {
            return fresh(known.age()) ? engine(known).aged(known.age()) : stale(Rule.ENGINE_UNREADABLE, known);
        }
        return unknown(plan, reading, Rule.ENGINE_UNREADABLE);
    }

    private static Judgement engine(Reading.Known<ClusterView> known) {
        ClusterView view = known.value();
        String state = view.state().name().toLowerCase(Locale.ROOT);
        String value = view.active().orElse("no node") + " " + state;
        if (view.active().isEmpty() || view.state() != ClusterView.State.RUNNING) {
            String detail =
                    value + view.objection().map(reason -> ": " + reason).orElse("");
            return Judgement.closed(Rule.ENGINE_STATE, detail, value, "running", known.source());
        }
        if (!view.quorum()) {
            return Judgement.closed(Rule.QUORUM, "", value + ", no quorum", "running", known.source());
        }
        return view.objection()
                .map(reason -> Judgement.closed(
                        Rule.ENGINE_STATE, reason, value + ", but " + reason, "running", known.source()))
                .orElseGet(() -> Judgement.open(value, "running", known.source()));
    }

    static Judgement confirm(Plan plan) {
        Reading<Confirmation> reading = plan.situation().confirm();
        if (reading instanceof Reading.Known<Confirmation> known) {
            return fresh(known.age()) ? confirm(known).aged(known.age()) : stale(Rule.CONFIRM_UNREADABLE, known);
        }
        return unknown(plan, reading, Rule.CONFIRM_UNREADABLE);
    }

    private static Judgement confirm(Reading.Known<Confirmation> known) {
        Confirmation found = known.value();
        String limit = "still failing";
        if (found instanceof Confirmation.Healed) {
            return Judgement.closed(Rule.HEALED, found.detail(), "healed: " + found.detail(), limit, known.source());
        }
        if (found instanceof Confirmation.Full) {
            return Judgement.closed(Rule.SATURATED, found.detail(), "full: " + found.detail(), limit, known.source());
        }
        if (found instanceof Confirmation.ServedLocally) {
            return Judgement.closed(
                    Rule.SERVED_LOCALLY, found.detail(), "served locally: " + found.detail(), limit, known.source());
        }
        return Judgement.open("still failing: " + found.detail(), limit, known.source());
    }

    static Judgement storm(Plan plan) {
        Reading<Storm> reading = plan.situation().storm();
        if (reading instanceof Reading.Known<Storm> known) {
            return storm(plan, known).aged(known.age());
        }
        return unknown(plan, reading, Rule.STORM);
    }

    private static Judgement storm(Plan plan, Reading.Known<Storm> known) {
        int others = known.value().others();
        int limit = plan.situation().settings().stormLimit();
        String span = Words.span(plan.situation().settings().stormInterval());
        if (others >= 0 && others < limit) {
            return Judgement.open(others + " others", limit + " in " + span, known.source());
        }
        String detail = others + " other logical hosts were acted on within " + span;
        Judgement closed =
                Judgement.closed(Rule.STORM, detail, others + " others", limit + " in " + span, known.source());
        return known.value()
                .opensAt()
                .map(time ->
                        closed.opensIn(Duration.between(plan.situation().now().time(), time)))
                .orElse(closed);
    }

    static Judgement directory(Plan plan) {
        Optional<Report> complaint =
                plan.situation().history().directoryComplaint(plan.situation().now());
        if (complaint.isPresent()) {
            String source = "notification " + complaint.get().entry().seq();
            return Judgement.closed(Rule.DIRECTORY, source + " says so", "does not answer", "answers", source)
                    .aged(SwitchGates.age(plan, complaint.get()));
        }
        return yes(plan, plan.situation().directory(), Rule.DIRECTORY, "answers", "does not answer");
    }

    static Judgement sanity(Plan plan) {
        return yes(plan, plan.situation().sanity(), Rule.SANITY, "reaches others", "reaches nothing");
    }

    private static Judgement yes(Plan plan, Reading<Boolean> reading, Rule rule, String yes, String no) {
        if (reading instanceof Reading.Known<Boolean> known) {
            if (!fresh(known.age())) {
                return stale(rule, known);
            }
            Judgement answer = known.value()
                    ? Judgement.open(yes, yes, known.source())
                    : Judgement.closed(rule, known.source() + " " + no, no, yes, known.source());
            return answer.aged(known.age());
        }
        return unknown(plan, reading, rule);
    }

    static Judgement target(Plan plan) {
        Reading<ClusterView> reading = plan.situation().engine();
        if (!(reading instanceof Reading.Known<ClusterView> known)) {
            return unknown(plan, reading, Rule.TARGET);
        }
        ClusterView view = known.value();
        Optional<String> target = target(view);
        Judgement judged = view.foreignConstraint()
                .map(foreign -> Judgement.closed(
                        Rule.TARGET,
                        "there is a move constraint of somebody else: " + foreign,
                        foreign,
                        null,
                        known.source()))
                .orElseGet(() -> target.map(node -> Judgement.open(node, "eligible", known.source()))
                        .orElseGet(() ->
                                Judgement.closed(Rule.TARGET, noTarget(view), "none", "eligible", known.source())));
        return fresh(known.age()) ? judged.aged(known.age()) : stale(Rule.TARGET, known);
    }

    private static String noTarget(ClusterView view) {
        return "no other node is eligible" + (view.whyNot().isEmpty() ? "" : ": " + view.whyNot());
    }

    /** The first eligible node that does not hold the logical host already. */
    static Optional<String> target(ClusterView view) {
        List<String> eligible = view.eligible();
        return eligible.stream()
                .filter(node -> !node.isEmpty() && !view.active().equals(Optional.of(node)))
                .findFirst();
    }

    /** A gate that only a failover needs. */
    static GateKeeper forFailover(GateKeeper keeper) {
        return plan -> plan.due(Action.FAILOVER) ? keeper.judge(plan) : Judgement.notNeeded();
    }

    static boolean fresh(long age) {
        return age >= 0 && age <= STALE;
    }

    static Judgement stale(Rule rule, Reading.Known<?> known) {
        String detail = "the answer of " + known.source() + " is " + known.age() + " s old";
        return Judgement.closed(rule, detail, "stale", "at most " + STALE + "s", known.source())
                .aged(known.age());
    }

    private static Judgement unknown(Plan plan, Reading<?> reading, Rule rule) {
        if (reading instanceof Reading.Unreadable<?> unreadable) {
            return Judgement.unreadable(rule, unreadable.reason(), unreadable.source());
        }
        if (reading instanceof Reading.NotConfigured<?>) {
            return Judgement.notConfigured();
        }
        return plan.action().isPresent() ? Judgement.notAsked() : Judgement.notNeeded();
    }
}
