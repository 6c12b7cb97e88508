package org.hamail.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.operator.display.Colours.Tone;
import org.hamail.operator.display.Times;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.HoldAdvice;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;

/**
 * A logical host in the table of {@code hamail status}.
 *
 * @param severity the worst has the highest
 * @param trouble why it could not be looked at; empty when it could
 * @param fields everything that is known, by name
 */
record StatusRow(
        String logicalHost,
        List<String> cells,
        int severity,
        Tone tone,
        Optional<String> trouble,
        Map<String, String> fields) {
    static final List<String> HEADINGS =
            List.of("LOGICAL HOST", "CONDITION", "NODE", "SERVICE", "STANDING", "LAST ACTION", "NEXT");

    private static final int CELL = 80;

    /** One that was looked at. */
    static StatusRow of(RecoveryStatus status, Times times) {
        Map<String, String> fields = status.fields();
        List<String> cells = cells(status, fields, times).stream()
                .map(cell -> ServerText.detail(cell, CELL))
                .toList();
        String name = status.site().logicalHost();
        return new StatusRow(name, cells, severity(status), tone(status), Optional.empty(), fields);
    }

    private static List<String> cells(RecoveryStatus status, Map<String, String> fields, Times times) {
        Instant now = status.found().situation().now().time();
        String node = fields.getOrDefault("engine", "").startsWith("silent") ? "?" : fields.getOrDefault("active", "");
        return List.of(
                status.site().logicalHost(),
                status.condition().word(),
                node,
                fields.getOrDefault("service", ""),
                standing(status, times, now),
                lastAction(status).map(trace -> brief(trace, times, now)).orElse(""),
                next(status, times, now));
    }

    /** One that was looked at, and for which nothing can be recorded: {@code why}. */
    static StatusRow blocked(RecoveryStatus status, Times times, String why) {
        StatusRow row = of(status.blocked(why), times);
        var cells = new ArrayList<>(row.cells());
        cells.set(cells.size() - 1, "hamail doctor");
        return new StatusRow(row.logicalHost(), cells, row.severity(), row.tone(), Optional.of(why), row.fields());
    }

    /** One of which nothing can be told. */
    static StatusRow unreadable(String logicalHost, String why, String next) {
        return new StatusRow(
                logicalHost,
                List.of(logicalHost, "unreadable", "", "", "", "", next),
                Integer.MAX_VALUE,
                Tone.TROUBLE,
                Optional.of(why),
                Map.of("condition", "unreadable", "detail", why));
    }

    /** What a condition demands of people counts before its order. */
    private static int severity(RecoveryStatus status) {
        return (isTrouble(status) ? 100 : 0)
                + EnumSet.range(Condition.IDLE, status.condition()).size();
    }

    private static Tone tone(RecoveryStatus status) {
        if (status.condition() == Condition.IDLE) {
            return Tone.NONE;
        }
        return isTrouble(status) ? Tone.TROUBLE : Tone.WARNING;
    }

    private static boolean isTrouble(RecoveryStatus status) {
        return !status.warning() && status.condition().compareTo(Condition.OVERDUE) >= 0;
    }

    private static String standing(RecoveryStatus status, Times times, Instant now) {
        List<HeldFault> held = status.found().held();
        return first(held)
                .map(fault -> fault.fault().words() + " since "
                        + times.brief(fault.fault().since().time(), now)
                        + (held.size() > 1 ? ", " + (held.size() - 1) + " more" : ""))
                .orElse("");
    }

    /** The one that people have to look at, if there is one. */
    private static Optional<HeldFault> first(List<HeldFault> held) {
        return held.stream().filter(fault -> !fault.isExpected()).findFirst().or(() -> held.stream()
                .findFirst());
    }

    private static Optional<ActionTrace> lastAction(RecoveryStatus status) {
        return status.found().situation().history().actions().stream().reduce((first, second) -> second);
    }

    private static String brief(ActionTrace trace, Times times, Instant now) {
        return trace.what() + " " + times.brief(trace.begun().time(), now) + ", " + trace.result();
    }

    private static String next(RecoveryStatus status, Times times, Instant now) {
        Optional<HeldFault> fault = first(status.found().held());
        boolean stopped = !status.found().situation().history().hardStops().isEmpty();
        return switch (status.condition()) {
            case ACTING -> "end of the action";
            case PENDING -> "hamail reconcile";
            case INDETERMINATE, BLOCKED -> stopped ? "hamail ack" : unblocked(status);
            case FAILED ->
                fault.filter(held -> held.opensAt().isPresent())
                        .map(held -> gate(held, times, now))
                        .orElse("hamail ack");
            case HELD, UNHEARD, OVERDUE, PAUSED, OFF ->
                fault.map(held -> gate(held, times, now)).orElseGet(() -> switchedBack(status));
            case IDLE -> "";
        };
    }

    private static String unblocked(RecoveryStatus status) {
        return status.condition() == Condition.BLOCKED ? "hamail on" : "hamail reconcile";
    }

    private static String switchedBack(RecoveryStatus status) {
        return switch (status.serviceWord()) {
            case "paused" -> "hamail resume";
            case "off" -> "hamail on";
            default -> "check the command of the event handler";
        };
    }

    private static String gate(HeldFault fault, Times times, Instant now) {
        Optional<Instant> restart = fault.restartLeftAt();
        if (restart.isPresent()) {
            return "the next restart " + times.brief(restart.get(), now);
        }
        String gate = fault.gate().map(closed -> closed.gate()).orElse("");
        return fault.opensAt()
                .map(at -> gate + " opens " + times.brief(at, now))
                .orElseGet(() -> fault.gate()
                        .map(closed -> gate + ": " + HoldAdvice.of(closed))
                        .orElse("hamail reconcile"));
    }
}
