package org.hamail.site;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;

/**
 * Whether systemd(1) does on a node what a user without rights asks of it: it does for others than root what polkit(8) allows
 * them. Asked by pkcheck(1), about units in general: polkit tells only root what it allows for one unit or verb, and refuses
 * to answer others who name it.
 */
final class PolkitRight {
    private static final Duration PATIENCE = Duration.ofSeconds(30); // a service of D-Bus may take 25 s to start
    /** No exit code of pkcheck(1) nor of a shell. */
    private static final int NO_POLKIT = 100;

    private static final int SSH_FAILED = 255;
    private static final String QUESTION = "test \"$(id -u)\" = 0 && exit 0; command -v pkcheck >/dev/null || exit "
            + NO_POLKIT + "; exec pkcheck --process $$ --action-id org.freedesktop.systemd1.manage-units";

    private final CommandRunner node;
    private final String user;

    /** {@code user}: as whom commands run on {@code node}. */
    PolkitRight(CommandRunner node, String user) {
        this.node = node;
        this.user = user;
    }

    /**
     * Why systemd will not do it.
     *
     * @param doubt when it might nevertheless; empty where it is certain
     */
    record Refusal(String fact, Optional<String> doubt) {}

    /** Empty where the user is root or allowed to manage units, and where the node cannot be asked. */
    Optional<Refusal> refusal() {
        Command.Ending ending = node.command(List.of("sh", "-c", QUESTION)).run(PATIENCE);
        if (ending instanceof Command.Ending.Exited exited) {
            return of(exited);
        }
        return ending instanceof Command.Ending.TimedOut
                ? Optional.of(unanswered("no answer within " + PATIENCE.toSeconds() + " s"))
                : Optional.empty();
    }

    private Optional<Refusal> of(Command.Ending.Exited exited) {
        return switch (exited.code()) {
            case 0 -> Optional.empty();
            // not authorized, only with a password, and a password that was not given
            case 1, 2, 3 ->
                Optional.of(refused(
                        "polkit does not allow " + user + " to manage units",
                        Optional.of("unless a rule of polkit allows it for these units, which only root can ask")));
            case NO_POLKIT ->
                Optional.of(refused("there is no polkit that could allow it to " + user, Optional.empty()));
            case SSH_FAILED -> Optional.empty();
            default -> Optional.of(unanswered(exited.output().strip()));
        };
    }

    private Refusal unanswered(String reason) {
        return refused(
                "polkit could not be asked whether " + user + " may manage units: " + reason,
                Optional.of("unless polkit allows it then"));
    }

    private static Refusal refused(String fact, Optional<String> doubt) {
        return new Refusal("systemd does it for root only, and " + fact, doubt);
    }
}
