package org.hamail.recovery.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.model.Count;
import org.hamail.model.Obstacle;
import org.hamail.model.TimeSpan;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.policy.GateResult.ClosedGate;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.hamail.recovery.policy.Situation.Storm;

/** The gates that somebody outside must be asked for: engine, confirm, storm, directory, sanity, target. */
final class OutsideGates {
    private static final String STILL_FAILING = "still failing";

    private OutsideGates() {}

    static GateResult engine(Plan plan) {
        return AnswerGate.of(plan, Question.ENGINE, Rule.ENGINE_UNREADABLE, OutsideGates::engine);
    }

    private static GateResult engine(Reading.Known<ClusterView> known) {
        ClusterView view = known.value();
        String value = view.active().orElse("no node") + " " + view.state().word();
        return view.obstacle()
                .<GateResult>map(obstacle -> engine(known, value, obstacle))
                .orElseGet(() -> seen(known, value, "running").open());
    }

    private static ClosedGate engine(Reading.Known<ClusterView> known, String value, Obstacle obstacle) {
        return switch (obstacle.kind()) {
            case QUORUM -> seen(known, value + ", no quorum", "running").closed(Rule.QUORUM, "");
            case OBJECTION ->
                seen(known, value + ", but " + obstacle.words(), "running").closed(Rule.ENGINE_STATE, obstacle.words());
            default -> {
                String reason =
                        known.value().objection().map(text -> ": " + text).orElse("");
                yield seen(known, value, "running").closed(Rule.ENGINE_STATE, value + reason);
            }
        };
    }

    static GateResult confirm(Plan plan) {
        return AnswerGate.of(plan, Question.CONFIRM, Rule.CONFIRM_UNREADABLE, OutsideGates::confirm);
    }

    private static GateResult confirm(Reading.Known<Confirmation> known) {
        if (known.value() instanceof Confirmation.Healed) {
            return closed(known, "healed", Rule.HEALED);
        }
        if (known.value() instanceof Confirmation.Full) {
            return closed(known, "full", Rule.SATURATED);
        }
        return known.value() instanceof Confirmation.ServedLocally
                ? closed(known, "served locally", Rule.SERVED_LOCALLY)
                : seen(known, STILL_FAILING + ": " + known.value().detail(), STILL_FAILING)
                        .open();
    }

    private static ClosedGate closed(Reading.Known<Confirmation> known, String word, Rule rule) {
        String detail = known.value().detail();
        return seen(known, word + ": " + detail, STILL_FAILING).closed(rule, detail);
    }

    static GateResult storm(Plan plan) {
        Reading<Storm> reading = plan.situation().answer(Question.STORM);
        return reading instanceof Reading.Known<Storm> known
                ? storm(plan, known)
                : AnswerGate.unknown(plan, reading, Rule.STORM);
    }

    private static GateResult storm(Plan plan, Reading.Known<Storm> known) {
        int others = known.value().others();
        int limit = plan.situation().settings().stormLimit();
        String span = TimeSpan.words(plan.situation().settings().stormInterval());
        Seen seen = seen(known, Count.words(others, "other"), limit + " in " + span);
        if (others >= 0 && others < limit) {
            return seen.open();
        }
        String hosts = Count.words(others, "other logical host") + (others == 1 ? " was" : " were");
        ClosedGate closed = seen.closed(Rule.STORM, hosts + " acted on within " + span);
        return known.value().opensAt().map(time -> opening(closed, plan, time)).orElse(closed);
    }

    private static ClosedGate opening(ClosedGate closed, Plan plan, Instant time) {
        return closed.opensIn(Duration.between(plan.situation().now().time(), time));
    }

    static GateResult directory(Plan plan) {
        Optional<Report> complaint =
                plan.situation().history().directoryComplaint(plan.situation().now());
        if (complaint.isPresent()) {
            String source = "notification " + complaint.get().entry().seq();
            return new Seen("does not answer", "answers", source)
                    .aged(SwitchGates.age(plan, complaint.get()))
                    .closed(Rule.DIRECTORY, source + " says so");
        }
        return yes(plan, Question.DIRECTORY, Rule.DIRECTORY, "answers", "does not answer");
    }

    static GateResult sanity(Plan plan) {
        return yes(plan, Question.SANITY, Rule.SANITY, "reaches others", "reaches nothing");
    }

    private static GateResult yes(Plan plan, Question<Boolean> question, Rule rule, String yes, String no) {
        return AnswerGate.of(
                plan,
                question,
                rule,
                known -> known.value()
                        ? seen(known, yes, yes).open()
                        : seen(known, no, yes).closed(rule, known.source()));
    }

    static GateResult target(Plan plan) {
        return AnswerGate.of(plan, Question.ENGINE, Rule.TARGET, OutsideGates::target);
    }

    private static GateResult target(Reading.Known<ClusterView> known) {
        ClusterView view = known.value();
        Optional<String> target = view.target();
        Seen seen = view.foreignConstraint()
                .map(foreign -> new Seen(foreign, null, known.source()).aged(known.age()))
                .orElseGet(() -> seen(known, target.orElse("none"), "eligible"));
        return view.obstacleToMove(target)
                .<GateResult>map(obstacle -> seen.closed(Rule.TARGET, obstacle.words()))
                .orElseGet(seen::open);
    }

    private static Seen seen(Reading.Known<?> known, String value, String limit) {
        return new Seen(value, limit, known.source()).aged(known.age());
    }
}
