package org.hamail.recovery.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.history.ActionTrace;

/** What opens a gate, and what an operator can do about it now. */
public final class HoldAdvice {
    private static final String LOOK_AND_ACK = "look at the log of the daemon, then hamail ack";

    static final String UNKNOWN = "this release does not know the gate";
    static final String RESTART = "hamail restart acts now";

    private static final String SET_BACK = "the clock was set back since the last action; " + RESTART;

    private HoldAdvice() {}

    /** What to do after {@code trace} went wrong: of an action that was not done, the log of the daemon tells nothing. */
    public static String after(ActionTrace trace) {
        return trace.refusal().isPresent() ? correct(trace.intent().action()) : LOOK_AND_ACK;
    }

    private static String correct(Action action) {
        String verb = action == Action.FAILOVER ? "switch" : "restart";
        return "correct the cause ('hamail " + verb + " --dry-run' shows the command), then hamail ack";
    }

    /** One clause, without a full stop. */
    public static String of(Gate gate) {
        return GateDefinition.of(gate).map(known -> known.advice(gate)).orElse(UNKNOWN);
    }

    /**
     * The same; where only the mode is in the way, {@code budget} tells what used up the restarts, and when one is left again.
     *
     * @param time how a moment is shown
     */
    static String of(Gate gate, Optional<Gate> budget, Function<Instant, String> time) {
        return GateDefinition.MODE.is(gate) && isRestartOnly(gate)
                ? budget.map(used -> restartsUsed(used, time)).orElseGet(() -> of(gate))
                : of(gate);
    }

    /** For a decision as it was recorded: times as they stand there. */
    public static String of(Gate gate, List<Gate> all) {
        return of(gate, HeldFault.budget(all), Instant::toString);
    }

    static boolean isRestartOnly(Gate gate) {
        return value(gate).equals("restart-only");
    }

    private static String restartsUsed(Gate budget, Function<Instant, String> time) {
        Optional<String> failed = after(value(budget), HistoryGates.LAST_FAILED);
        if (failed.isPresent()) {
            return failed.get().isEmpty()
                    ? "the last restart did not help; " + LOOK_AND_ACK
                    : "the last restart failed" + failed.get() + "; " + correct(Action.RESTART);
        }
        String next = budget.opensAt() == null
                ? ""
                : ", the next at " + time.apply(Instant.parse(String.valueOf(budget.opensAt())));
        return "0".equals(budget.limit())
                ? "policy.retry_count is 0; " + RESTART
                : value(budget) + " of " + budget.limit() + ("1".equals(budget.limit()) ? " restart" : " restarts")
                        + " used" + next + "; " + RESTART;
    }

    private static Optional<String> after(String text, String words) {
        int at = text.indexOf(words);
        return at < 0 ? Optional.empty() : Optional.of(text.substring(at + words.length()));
    }

    static String mode(Gate gate) {
        return isRestartOnly(gate)
                ? "a failover would be next, which policy.mode in hamail.yaml does not allow; " + RESTART
                : "policy.mode in hamail.yaml allows no action; " + RESTART;
    }

    static String service(Gate gate) {
        String value = value(gate);
        if (value.startsWith("off")) {
            return "hamail on starts it";
        }
        return value.isEmpty() || value.startsWith("paused") ? "hamail resume ends it" : "hamail on sets it anew";
    }

    static String downtime(Gate gate) {
        return value(gate).equals("event handler off")
                ? "switch the event handler of the service on again"
                : ofCore(gate).orElseGet(() -> again(gate, "the downtime is over"));
    }

    static String host(Gate gate) {
        return ofCore(gate).orElseGet(() -> again(gate, "the host is UP"));
    }

    /** Where the monitoring core is asked and does not tell: then no downtime ends, and no host comes back. */
    private static Optional<String> ofCore(Gate gate) {
        if (!"core".equals(gate.source())) {
            return Optional.empty();
        }
        String value = value(gate);
        if (value.startsWith("unreadable") || value.equals("stale")) {
            return Optional.of("start the core, or correct 'core' in hamail.yaml; " + RESTART);
        }
        return value.startsWith("unknown")
                ? Optional.of(
                        "give one service of the core, and only one, the custom variables of this check; " + RESTART)
                : Optional.empty();
    }

    /** A time gate whose action, by its record, lies in the future: it opens when the clock has come there again. */
    static boolean isSetBack(Gate gate) {
        return gate.opensAt() != null && value(gate).startsWith("-");
    }

    static String settle(Gate gate) {
        return isSetBack(gate) ? SET_BACK : "it is judged again then; " + RESTART;
    }

    static String pingpong(Gate gate) {
        return isSetBack(gate) ? SET_BACK : "hamail restart or switch acts now";
    }

    static String confirm(Gate gate) {
        return value(gate).startsWith("full")
                ? "raise the limits of the server; hamail restart would end the sessions that it serves"
                : "it is probed again; hamail restart acts now";
    }

    private static String value(Gate gate) {
        return gate.value() == null ? "" : gate.value();
    }

    /**
     * Where the monitoring core can be asked, an operator's word opens nothing that it says is closed. Where it cannot, nothing
     * may tell of the end: the core says nothing more of a fault that it has reported.
     */
    private static String again(Gate gate, String end) {
        return "core".equals(gate.source())
                ? "it is judged again when " + end + "; " + RESTART
                : "it is judged again when 'core' in hamail.yaml or another report says that " + end
                        + "; hamail reconcile --downtime-over does so now; " + RESTART;
    }
}
