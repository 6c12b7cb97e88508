package org.hamail.recovery.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;

/** The meaning of how a command ended: 0 done, 1 nothing has changed, anything else nobody knows. */
public final class CommandOutcome {
    private CommandOutcome() {}

    /** Which of the two commands {@code whose} configuration does not have; empty when it has both. */
    static Optional<String> missing(String whose, List<String> stop, List<String> start) {
        if (stop.isEmpty()) {
            return Optional.of(whose + " has no stop command");
        }
        return start.isEmpty() ? Optional.of(whose + " has no start command") : Optional.empty();
    }

    public static ActionResult result(String what, Command.Ending ending, Duration limit) {
        if (ending instanceof Command.Ending.Exited exited) {
            return exited(what, exited);
        } else if (ending instanceof Command.Ending.NotStarted notStarted) {
            String reason = what + " cannot be started: " + notStarted.reason();
            return notStarted.isOurs() ? ActionResult.notTried(reason) : ActionResult.failed(reason);
        }
        return timedOut(what, (Command.Ending.TimedOut) ending, limit);
    }

    private static ActionResult exited(String what, Command.Ending.Exited exited) {
        String detail =
                what + " exited with " + exited.code() + (exited.output().isEmpty() ? "" : ": " + exited.output());
        return switch (exited.code()) {
            case 0 -> new ActionResult(ActionResult.End.DONE, detail);
            case 1 -> new ActionResult(ActionResult.End.FAILED, detail);
            default -> new ActionResult(ActionResult.End.INDETERMINATE, detail);
        };
    }

    private static ActionResult timedOut(String what, Command.Ending.TimedOut timedOut, Duration limit) {
        String end = timedOut.left()
                .map(left -> " did not end within " + limit.toSeconds() + " s and could not be ended: " + left)
                .orElse(" was ended after " + limit.toSeconds() + " s");
        String detail = what + end + (timedOut.output().isEmpty() ? "" : ": " + timedOut.output());
        return new ActionResult(ActionResult.End.INDETERMINATE, detail);
    }
}
