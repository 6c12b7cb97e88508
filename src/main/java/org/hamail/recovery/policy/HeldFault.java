package org.hamail.recovery.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.history.StandingFault;

/**
 * A standing fault with the gates that hold it.
 *
 * @param closed those that are seen closed now, and those that somebody outside was asked for last and that were closed then
 * @param budget the gate of that name where its restarts are used up; it holds nothing, and leaves only a failover
 * @param due whether a worker would ask what is still unknown, and then probe
 */
public record HeldFault(StandingFault fault, List<Gate> closed, Optional<Gate> budget, boolean due) {
    public HeldFault {
        closed = List.copyOf(closed);
    }

    /** Every fault that stands in {@code situation}, in which nobody outside was asked. */
    public static List<HeldFault> of(Situation situation) {
        return situation.history().standing().stream()
                .map(fault -> of(situation, fault))
                .toList();
    }

    private static HeldFault of(Situation situation, StandingFault fault) {
        Decision decision = Policy.decideStanding(situation, fault);
        List<Gate> closed = closed(decision.gates());
        if (decision.word().acts()) {
            closed.addAll(askedLast(situation, fault));
        }
        return new HeldFault(
                fault, closed, budget(decision.gates()), decision.word().acts());
    }

    /** That of {@code gates} where the restarts are used up. */
    static Optional<Gate> budget(List<Gate> gates) {
        return gates.stream()
                .filter(gate -> gate.isClosed() && GateDefinition.BUDGET.is(gate))
                .findFirst();
    }

    /** A spent budget holds nothing: it leaves the failover. */
    private static List<Gate> closed(List<Gate> gates) {
        List<Gate> closed = new ArrayList<>();
        for (Gate gate : gates) {
            if (gate.isClosed() && !GateDefinition.BUDGET.is(gate)) {
                closed.add(gate);
            }
        }
        return closed;
    }

    /** What the last worker found closed that only a worker asks for; nothing has been decided about the fault since. */
    private static List<Gate> askedLast(Situation situation, StandingFault fault) {
        Optional<OwnProbe> probe = fault.lastProbe();
        if (probe.isPresent() && probe.get().result() != OwnProbe.Result.FAILS) {
            String value = probe.get().result().word() + ": " + probe.get().detail();
            return List.of(new Gate(GateDefinition.CONFIRM.word(), false, value, null, "own probe", null, null));
        }
        return lastDecision(situation.history().entries(), fault)
                .filter(made -> made.decision().equals(Decision.Word.HOLD.word()))
                .map(made -> outside(made.gates()))
                .orElse(List.of());
    }

    private static Optional<DecisionRecord> lastDecision(List<Entry> entries, StandingFault fault) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).event() instanceof DecisionRecord made && concerns(made, fault)) {
                return Optional.of(made);
            }
        }
        return Optional.empty();
    }

    /** Whether {@code made} is about {@code fault}. */
    public static boolean concerns(DecisionRecord made, StandingFault fault) {
        return made.because().contains(fault.newest().seq())
                || made.because().contains(fault.first().seq())
                || made.because().contains(fault.probe().map(Entry::seq).orElse(0L));
    }

    private static List<Gate> outside(List<Gate> gates) {
        return closed(gates).stream()
                .filter(gate -> isIt(gate, GateDefinition::isAskedOutside))
                .toList();
    }

    private static boolean isIt(Gate gate, Predicate<GateDefinition> what) {
        return GateDefinition.of(gate).filter(what).isPresent();
    }

    /** The gate that opens last, or the first that waiting does not open; empty when nothing holds the fault. */
    public Optional<Gate> gate() {
        Optional<Gate> last = Optional.empty();
        for (Gate gate : closed) {
            if (gate.opensAt() == null) {
                return Optional.of(gate);
            }
            if (last.isEmpty() || opening(gate).isAfter(opening(last.get()))) {
                last = Optional.of(gate);
            }
        }
        return last;
    }

    /** When waiting alone opens everything. */
    public Optional<Instant> opensAt() {
        return gate().filter(gate -> gate.opensAt() != null).map(HeldFault::opening);
    }

    private static Instant opening(Gate gate) {
        return Instant.parse(String.valueOf(gate.opensAt()));
    }

    /** Whether all that holds it is closed by people, or for minutes. */
    public boolean isExpected() {
        return closed.stream().allMatch(gate -> isIt(gate, GateDefinition::isExpected) && !HoldAdvice.isSetBack(gate));
    }

    /** How long it stands, in seconds. */
    public long age(Situation situation) {
        return Math.max(0, situation.now().since(fault.since()).toSeconds());
    }

    /** For an operator: since when, which gate, until when, and what can be done; times as in {@code zone}. */
    public String sentence(Instant now, ZoneId zone) {
        String what = fault.words() + " since " + ClockTimes.of(fault.since().time(), now, zone) + fault.where();
        Optional<Gate> gate = gate();
        if (gate.isEmpty()) {
            return what + ", not probed yet";
        }
        String until =
                opensAt().map(at -> " until " + ClockTimes.of(at, now, zone)).orElse("");
        return what + ", held by " + gate.get().gate() + (until.isEmpty() ? shownValue(gate.get()) : until) + "; "
                + HoldAdvice.of(gate.get(), budget, at -> ClockTimes.of(at, now, zone));
    }

    private static String shownValue(Gate gate) {
        return gate.value() == null || isOneDowntime(gate) ? "" : " (" + gate.value() + ")";
    }

    /** Its depth says nothing that its name does not. */
    private static boolean isOneDowntime(Gate gate) {
        return GateDefinition.DOWNTIME.is(gate) && "1".equals(gate.value());
    }

    /** When a restart is left again, where the mode allows no more than that and nothing else holds the fault for good. */
    public Optional<Instant> restartLeftAt() {
        boolean onlyTheMode = closed.stream()
                .allMatch(gate ->
                        gate.opensAt() != null || (GateDefinition.MODE.is(gate) && HoldAdvice.isRestartOnly(gate)));
        return onlyTheMode && opensAt().isEmpty()
                ? budget.filter(gate -> gate.opensAt() != null).map(HeldFault::opening)
                : Optional.empty();
    }

    /** For an operator, of a fault that nothing holds: {@code imapd has been absent since 12:52:24}. */
    public String duration(Instant now, ZoneId zone) {
        String what =
                switch (fault.evidence().cause()) {
                    case ABSENT -> "has been absent";
                    case TIMEOUT -> "has timed out";
                    case SATURATED -> "has been full";
                    default -> "has reported " + fault.evidence().cause().word();
                };
        return fault.series().daemon().word() + " " + what + " since "
                + ClockTimes.of(fault.since().time(), now, zone) + fault.where();
    }
}
