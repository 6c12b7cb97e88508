package org.hamail.recovery.policy;

import java.util.Optional;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.history.Report;
import org.hamail.recovery.history.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * The gates of which only the monitoring core knows: downtime and host. Where the core can be asked, its word counts, or that of
 * a newer report of the same series, and none for longer than five minutes; for a fault that stands the core's is needed in any
 * case. Where it cannot be asked, the newest notification's counts, or that of an operator who says that it is over.
 */
final class ReportedGates {
    private static final int SHOWN = 80;
    private static final String CORE = "core";

    private ReportedGates() {}

    static GateResult downtime(Plan plan) {
        return judge(plan, Rule.DOWNTIME, "0");
    }

    static GateResult host(Plan plan) {
        return judge(plan, Rule.HOST, "UP");
    }

    private static GateResult judge(Plan plan, Rule rule, String wanted) {
        Reading<CoreWords> core = plan.situation().core();
        boolean coreIsAsked = core instanceof Reading.Known<CoreWords> || core instanceof Reading.Unreadable<CoreWords>;
        Optional<GateResult> told = coreIsAsked ? toldOfIt(plan, rule, wanted) : told(plan, rule, wanted);
        if (told.isEmpty()) {
            return GateResult.notNeeded();
        }
        GateResult last = told.get();
        if (!coreIsAsked) {
            return last;
        }
        @Nullable Long age = last.age();
        long lastAge = age == null ? 0 : age;
        if (plan.ofStanding()) {
            return ofStanding(plan, rule, wanted, last.refuses() ? lastAge : Long.MAX_VALUE)
                    .orElse(last);
        }
        if (core instanceof Reading.Known<CoreWords> known && known.age() <= lastAge) {
            return OutsideGates.fresh(known.age())
                    ? ofCore(plan, known, rule, wanted).aged(known.age())
                    : OutsideGates.stale(rule, known);
        }
        return OutsideGates.fresh(lastAge) ? last : withoutCore(core, rule);
    }

    /** The core's word; empty where a report that is newer than that, of {@code closing} seconds ago, closes the gate. */
    private static Optional<GateResult> ofStanding(Plan plan, Rule rule, String wanted, long closing) {
        Reading<CoreWords> core = plan.situation().core();
        if (!(core instanceof Reading.Known<CoreWords> known) || !OutsideGates.fresh(known.age())) {
            return Optional.of(withoutCore(core, rule));
        }
        GateResult word = ofCore(plan, known, rule, wanted).aged(known.age());
        return word.refuses() || closing >= known.age() ? Optional.of(word) : Optional.empty();
    }

    /**
     * What the last report of the suspected series itself said: where the core can be asked, neither another service nor an
     * operator speaks for it.
     */
    private static Optional<GateResult> toldOfIt(Plan plan, Rule rule, String wanted) {
        FaultHistory history = plan.situation().history();
        Optional<Report> own = plan.suspicion().isEmpty()
                ? history.latest()
                : plan.suspicion().map(Suspicion::series).flatMap(history::newest);
        return own.map(report -> ofReport(plan, report, rule, wanted));
    }

    /** What a notification or an operator said last. */
    private static Optional<GateResult> told(Plan plan, Rule rule, String wanted) {
        Optional<Entry> opening = plan.situation().history().gateOpening();
        if (opening.isPresent() && opening.get().event() instanceof OperatorCommand act) {
            long age = plan.situation().now().since(opening.get().at()).toSeconds();
            return Optional.of(
                    GateResult.open(wanted, wanted, "operator, " + act.verb()).aged(age));
        }
        return plan.situation().history().latest().map(report -> ofReport(plan, report, rule, wanted));
    }

    private static GateResult ofReport(Plan plan, Report report, Rule rule, String wanted) {
        String value = rule == Rule.DOWNTIME
                ? report.notification().downtime()
                : report.notification().hostState();
        String source = "notification " + report.entry().seq();
        return value(value, rule, wanted, source).aged(SwitchGates.age(plan, report));
    }

    private static GateResult ofCore(Plan plan, Reading.Known<CoreWords> known, Rule rule, String wanted) {
        Optional<CoreWords.CoreWord> word = plan.suspicion().flatMap(suspicion -> known.value()
                .of(suspicion.series(), suspicion.newest().node()));
        if (word.isEmpty()) {
            String detail = "unknown, the core does not show this service";
            return plan.suspicion().isEmpty()
                    ? GateResult.notNeeded()
                    : GateResult.closed(rule, detail, detail, wanted, CORE);
        }
        if (rule == Rule.DOWNTIME && !word.get().handled()) {
            return GateResult.closed(Rule.HANDLER_OFF, "", "event handler off", wanted, CORE);
        }
        return value(rule == Rule.DOWNTIME ? word.get().downtime() : word.get().hostState(), rule, wanted, CORE);
    }

    private static GateResult value(String value, Rule rule, String wanted, String source) {
        return value.equals(wanted)
                ? GateResult.open(value, wanted, source)
                : GateResult.closed(rule, quoted(value), cut(value), wanted, source);
    }

    private static GateResult withoutCore(Reading<CoreWords> core, Rule rule) {
        if (core instanceof Reading.Known<CoreWords> known) {
            return OutsideGates.stale(rule, known);
        }
        String reason = core instanceof Reading.Unreadable<CoreWords> unreadable ? unreadable.reason() : "";
        return GateResult.unreadable(rule, "unknown, the core cannot be read: " + reason, CORE);
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "not said" : "\"" + cut(value) + "\"";
    }

    private static String cut(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN);
    }
}
