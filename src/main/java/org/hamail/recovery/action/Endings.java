package org.hamail.recovery.action;

import java.time.Duration;

/** The meaning of how a command ended: 0 done, 1 nothing has changed, anything else nobody knows. */
final class Endings {
    private Endings() {}

    static ActionResult result(String what, ShellFreeCommand.Ending ending, Duration limit) {
        if (ending instanceof ShellFreeCommand.Ending.Exited exited) {
            String detail =
                    what + " exited with " + exited.code() + (exited.output().isEmpty() ? "" : ": " + exited.output());
            return switch (exited.code()) {
                case 0 -> new ActionResult(ActionResult.End.DONE, detail);
                case 1 -> new ActionResult(ActionResult.End.FAILED, detail);
                default -> new ActionResult(ActionResult.End.INDETERMINATE, detail);
            };
        } else if (ending instanceof ShellFreeCommand.Ending.NotStarted notStarted) {
            return ActionResult.failed(what + " cannot be started: " + notStarted.reason());
        }
        String output = ((ShellFreeCommand.Ending.TimedOut) ending).output();
        String detail =
                what + " was killed after " + limit.toSeconds() + " s" + (output.isEmpty() ? "" : ": " + output);
        return new ActionResult(ActionResult.End.INDETERMINATE, detail);
    }
}
