package org.hamail.recovery.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.TimeSpan;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.policy.GateResult.GateEvaluator;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** The gates that somebody outside must be asked for: engine, confirm, storm, directory, sanity, target. */
final class OutsideGates {
    /** An answer older than this, in seconds, says nothing about now. */
    static final long STALE = 300;

    private OutsideGates() {}

    static GateResult engine(Plan plan) {
        Reading<ClusterView> reading = plan.situation().engine();
        if (reading instanceof Reading.Known<ClusterView> known) {
            return fresh(known.age()) ? engine(known).aged(known.age()) : stale(Rule.ENGINE_UNREADABLE, known);
        }
        return unknown(plan, reading, Rule.ENGINE_UNREADABLE);
    }

    private static GateResult engine(Reading.Known<ClusterView> known) {
        ClusterView view = known.value();
        String state = view.state().word();
        String value = view.active().orElse("no node") + " " + state;
        if (view.active().isEmpty() || view.state() != ClusterView.State.RUNNING) {
            String detail =
                    value + view.objection().map(reason -> ": " + reason).orElse("");
            return GateResult.closed(Rule.ENGINE_STATE, detail, value, "running", known.source());
        }
        if (!view.quorum()) {
            return GateResult.closed(Rule.QUORUM, "", value + ", no quorum", "running", known.source());
        }
        return view.objection()
                .map(reason -> GateResult.closed(
                        Rule.ENGINE_STATE, reason, value + ", but " + reason, "running", known.source()))
                .orElseGet(() -> GateResult.open(value, "running", known.source()));
    }

    static GateResult confirm(Plan plan) {
        Reading<Confirmation> reading = plan.situation().confirm();
        if (reading instanceof Reading.Known<Confirmation> known) {
            return fresh(known.age()) ? confirm(known).aged(known.age()) : stale(Rule.CONFIRM_UNREADABLE, known);
        }
        return unknown(plan, reading, Rule.CONFIRM_UNREADABLE);
    }

    private static GateResult confirm(Reading.Known<Confirmation> known) {
        Confirmation found = known.value();
        String limit = "still failing";
        if (found instanceof Confirmation.Healed) {
            return GateResult.closed(Rule.HEALED, found.detail(), "healed: " + found.detail(), limit, known.source());
        }
        if (found instanceof Confirmation.Full) {
            return GateResult.closed(Rule.SATURATED, found.detail(), "full: " + found.detail(), limit, known.source());
        }
        if (found instanceof Confirmation.ServedLocally) {
            return GateResult.closed(
                    Rule.SERVED_LOCALLY, found.detail(), "served locally: " + found.detail(), limit, known.source());
        }
        return GateResult.open("still failing: " + found.detail(), limit, known.source());
    }

    static GateResult storm(Plan plan) {
        Reading<Storm> reading = plan.situation().storm();
        if (reading instanceof Reading.Known<Storm> known) {
            return storm(plan, known).aged(known.age());
        }
        return unknown(plan, reading, Rule.STORM);
    }

    private static GateResult storm(Plan plan, Reading.Known<Storm> known) {
        int others = known.value().others();
        int limit = plan.situation().settings().stormLimit();
        String span = TimeSpan.words(plan.situation().settings().stormInterval());
        if (others >= 0 && others < limit) {
            return GateResult.open(others + " others", limit + " in " + span, known.source());
        }
        String detail = others + " other logical hosts were acted on within " + span;
        GateResult closed =
                GateResult.closed(Rule.STORM, detail, others + " others", limit + " in " + span, known.source());
        return known.value()
                .opensAt()
                .map(time ->
                        closed.opensIn(Duration.between(plan.situation().now().time(), time)))
                .orElse(closed);
    }

    static GateResult directory(Plan plan) {
        Optional<Report> complaint =
                plan.situation().history().directoryComplaint(plan.situation().now());
        if (complaint.isPresent()) {
            String source = "notification " + complaint.get().entry().seq();
            return GateResult.closed(Rule.DIRECTORY, source + " says so", "does not answer", "answers", source)
                    .aged(SwitchGates.age(plan, complaint.get()));
        }
        return yes(plan, plan.situation().directory(), Rule.DIRECTORY, "answers", "does not answer");
    }

    static GateResult sanity(Plan plan) {
        return yes(plan, plan.situation().sanity(), Rule.SANITY, "reaches others", "reaches nothing");
    }

    private static GateResult yes(Plan plan, Reading<Boolean> reading, Rule rule, String yes, String no) {
        if (reading instanceof Reading.Known<Boolean> known) {
            if (!fresh(known.age())) {
                return stale(rule, known);
            }
            GateResult answer = known.value()
                    ? GateResult.open(yes, yes, known.source())
                    : GateResult.closed(rule, known.source() + " " + no, no, yes, known.source());
            return answer.aged(known.age());
        }
        return unknown(plan, reading, rule);
    }

    static GateResult target(Plan plan) {
        Reading<ClusterView> reading = plan.situation().engine();
        if (!(reading instanceof Reading.Known<ClusterView> known)) {
            return unknown(plan, reading, Rule.TARGET);
        }
        ClusterView view = known.value();
        Optional<String> target = target(view);
        GateResult judged = view.foreignConstraint()
                .map(foreign -> GateResult.closed(
                        Rule.TARGET,
                        "there is a move constraint of somebody else: " + foreign,
                        foreign,
                        null,
                        known.source()))
                .orElseGet(() -> target.map(node -> GateResult.open(node, "eligible", known.source()))
                        .orElseGet(() ->
                                GateResult.closed(Rule.TARGET, noTarget(view), "none", "eligible", known.source())));
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
    static GateEvaluator forFailover(GateEvaluator keeper) {
        return plan -> plan.due(Action.FAILOVER) ? keeper.judge(plan) : GateResult.notNeeded();
    }

    static boolean fresh(long age) {
        return age >= 0 && age <= STALE;
    }

    static GateResult stale(Rule rule, Reading.Known<?> known) {
        String detail = "the answer of " + known.source() + " is " + known.age() + " s old";
        return GateResult.closed(rule, detail, "stale", "at most " + STALE + "s", known.source())
                .aged(known.age());
    }

    private static GateResult unknown(Plan plan, Reading<?> reading, Rule rule) {
        if (reading instanceof Reading.Unreadable<?> unreadable) {
            return GateResult.unreadable(rule, unreadable.reason(), unreadable.source());
        }
        if (reading instanceof Reading.NotConfigured<?>) {
            return GateResult.notConfigured();
        }
        return plan.action().isPresent() ? GateResult.notAsked() : GateResult.notNeeded();
    }
}
