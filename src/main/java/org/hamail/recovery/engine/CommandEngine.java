package org.hamail.recovery.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.model.ClusterView;
import org.hamail.model.Placeholders;

/**
 * The administrator's own commands: {@code status}, {@code restart}, {@code move}, {@code stop}, {@code start}. Exit 0 is
 * done, 1 is refused or failed with nothing changed; anything else, or the time limit, leaves it open what has happened.
 */
public final class CommandEngine implements Engine {
    private final Placeholders known;
    private final List<String> nodes;
    private final Templates templates;
    private final Duration timeout;
    private final RunningCommands running = new RunningCommands(Path.of("/proc"));

    /** The commands as word lists with {@code {logical_host}}, {@code {daemon}}, {@code {from}}, {@code {to}} in them. */
    public record Templates(
            List<String> status, List<String> restart, List<String> move, List<String> stop, List<String> start) {}

    /** {@code timeout} holds for each command. */
    public CommandEngine(String logicalHost, List<String> nodes, Templates templates, Duration timeout) {
        this.known = Placeholders.none().with(Placeholders.LOGICAL_HOST, logicalHost);
        this.nodes = List.copyOf(nodes);
        this.templates = templates;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "command engine";
    }

    @Override
    public ClusterView status() throws EngineUnavailable {
        Command.Ending ending = command(templates.status(), known)
                .answering(Command.OUTPUT_LIMIT) // what it warns of is no part of its line
                .run(timeout);
        if (ending instanceof Command.Ending.Exited exited) {
            return view(exited);
        }
        if (ending instanceof Command.Ending.NotStarted notStarted) {
            throw new EngineUnavailable("the status command cannot be started: " + notStarted.reason());
        }
        throw new EngineUnavailable("the status command did not end within " + timeout.toSeconds() + " s");
    }

    private ClusterView view(Command.Ending.Exited exited) throws EngineUnavailable {
        if (exited.code() != 0) {
            throw new EngineUnavailable("the status command exited with " + exited.code());
        }
        ClusterView view = new StatusLine(nodes).read(exited.output());
        return isStillActing() ? moving(view) : view;
    }

    /** Whether a command of an earlier, perhaps killed, worker still runs: then the service is in transition, whatever it says. */
    private boolean isStillActing() throws EngineUnavailable {
        return running.any(List.of(templates.restart(), templates.move(), templates.stop(), templates.start()), known);
    }

    private static ClusterView moving(ClusterView view) {
        return new ClusterView(
                view.active(), ClusterView.State.MOVING, view.eligible(), view.quorum(), view.foreignConstraint());
    }

    @Override
    public ActionResult restart(String daemon) {
        return act("restart", templates.restart(), known.with(Placeholders.DAEMON, daemon));
    }

    @Override
    public ActionResult restart(String daemon, String from) {
        return act(
                "restart",
                templates.restart(),
                known.with(Placeholders.DAEMON, daemon).with(Placeholders.FROM, from));
    }

    @Override
    public ActionResult move(String from, String to) {
        return act("move", templates.move(), known.with(Placeholders.FROM, from).with(Placeholders.TO, to));
    }

    @Override
    public Optional<String> obstacleToStopping() {
        return CommandOutcome.missing("the engine", templates.stop(), templates.start());
    }

    @Override
    public ActionResult stop() {
        return act("stop", templates.stop(), known);
    }

    @Override
    public ActionResult start() {
        return act("start", templates.start(), known);
    }

    private ActionResult act(String what, List<String> template, Placeholders values) {
        if (template.isEmpty()) {
            return ActionResult.failed("the engine has no " + what + " command");
        }
        return CommandOutcome.result(
                "the " + what + " command", command(template, values).run(timeout), timeout);
    }

    @Override
    public CommandPreview preview() {
        return new CommandPreview() {
            @Override
            public List<PlannedCommand> restart(String daemon, String from) {
                return planned(
                        templates.restart(),
                        known.with(Placeholders.DAEMON, daemon).with(Placeholders.FROM, from));
            }

            @Override
            public List<PlannedCommand> move(String from, String to) {
                return planned(
                        templates.move(), known.with(Placeholders.FROM, from).with(Placeholders.TO, to));
            }

            @Override
            public List<PlannedCommand> stop() {
                return planned(templates.stop(), known);
            }

            @Override
            public List<PlannedCommand> start() {
                return planned(templates.start(), known);
            }
        };
    }

    private static List<PlannedCommand> planned(List<String> template, Placeholders values) {
        return template.isEmpty() ? List.of() : List.of(PlannedCommand.here(values.fill(template)));
    }

    private static Command command(List<String> template, Placeholders values) {
        return new Command(values.fill(template));
    }
}
