package org.hamail.recovery.policy;

import java.util.Optional;
import org.hamail.recovery.history.Suspicion;
import org.hamail.recovery.policy.GateResult.RefusingGate;
import org.hamail.recovery.policy.GateResult.StaleGate;
import org.hamail.recovery.policy.GateResult.Unjudged;
import org.hamail.recovery.policy.GateResult.UnreadableGate;

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
        Optional<LastWord> told =
                coreIsAsked ? LastWord.ofSuspected(plan, rule, wanted) : LastWord.ofAnybody(plan, rule, wanted);
        if (told.isEmpty()) {
            return Unjudged.NOT_NEEDED;
        }
        LastWord last = told.get();
        if (!coreIsAsked) {
            return last.result();
        }
        if (plan.ofStanding()) {
            return ofStanding(plan, rule, wanted, last);
        }
        if (core instanceof Reading.Known<CoreWords> known && known.age() <= last.age()) {
            return StaleGate.isFresh(known.age()) ? ofCore(plan, known, rule, wanted) : AnswerGate.stale(rule, known);
        }
        return StaleGate.isFresh(last.age()) ? last.result() : withoutCore(core, rule);
    }

    /** The core's word, unless {@code last} is newer than that and closes the gate. */
    private static GateResult ofStanding(Plan plan, Rule rule, String wanted, LastWord last) {
        Reading<CoreWords> core = plan.situation().core();
        if (!(core instanceof Reading.Known<CoreWords> known) || !StaleGate.isFresh(known.age())) {
            return withoutCore(core, rule);
        }
        GateResult word = ofCore(plan, known, rule, wanted);
        boolean isNewer = last.result() instanceof RefusingGate && last.age() < known.age();
        return word instanceof RefusingGate || !isNewer ? word : last.result();
    }

    private static GateResult ofCore(Plan plan, Reading.Known<CoreWords> known, Rule rule, String wanted) {
        if (plan.suspicion().isEmpty()) {
            return Unjudged.NOT_NEEDED;
        }
        Suspicion suspicion = plan.suspicion().get();
        Optional<CoreWords.CoreWord> word =
                known.value().of(suspicion.series(), suspicion.newest().node());
        if (word.isEmpty()) {
            String detail = "unknown, "
                    + known.value()
                            .whyNone(suspicion.series(), suspicion.newest().node());
            return ofCore(known, cut(detail), wanted).closed(rule, named(rule, detail));
        }
        if (rule == Rule.DOWNTIME && !word.get().handled()) {
            return ofCore(known, "event handler off", wanted).closed(Rule.HANDLER_OFF, "");
        }
        String value =
                rule == Rule.DOWNTIME ? word.get().downtime() : word.get().hostState();
        return compared(value, rule, ofCore(known, cut(value), wanted));
    }

    private static Seen ofCore(Reading.Known<CoreWords> known, String value, String wanted) {
        return new Seen(value, wanted, CORE).aged(known.age());
    }

    static GateResult compared(String value, Rule rule, Seen seen) {
        return value.equals(seen.limit()) ? seen.open() : seen.closed(rule, said(rule, value));
    }

    private static GateResult withoutCore(Reading<CoreWords> core, Rule rule) {
        if (core instanceof Reading.Known<CoreWords> known) {
            return AnswerGate.stale(rule, known);
        }
        String reason = core instanceof Reading.Unreadable<CoreWords> unreadable ? unreadable.reason() : "";
        return new UnreadableGate(rule, named(rule, "unknown, the core cannot be read: " + reason), CORE);
    }

    /** In words, which need no number for one downtime. */
    private static String said(Rule rule, String value) {
        if (rule == Rule.DOWNTIME && value.matches("[1-9]\\d{0,5}")) {
            return value.equals("1") ? "it is in a downtime" : "it is in " + value + " downtimes";
        }
        return named(rule, quoted(value));
    }

    /** The sentence of the host's rule names what it is about, that of a downtime leaves it to this. */
    private static String named(Rule rule, String detail) {
        return (rule == Rule.DOWNTIME ? "the downtime is " : "") + detail;
    }

    private static String quoted(String value) {
        return value.isEmpty() ? "not said" : "\"" + cut(value) + "\"";
    }

    static String cut(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN);
    }
}
