package org.hamail.recovery.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.io.Node;
import org.hamail.model.ClusterView;
import org.hamail.model.Placeholders;

/** No cluster: one node carries the logical host for ever, and a restart is the server's own commands on it. */
public final class NoEngine implements Engine {
    /** So many characters of what the start said stand before what the stop said, of which there are fewer: both are kept. */
    private static final int START_LIMIT = 1300;

    private static final int STOP_LIMIT = 500;

    private final Node node;
    private final ProfileTemplates templates;
    private final Placeholders values;
    private final Duration timeout;

    /** The server's own commands; an empty list where the profile has none. */
    public record ProfileTemplates(List<String> restart, List<String> stop, List<String> start) {}

    /** {@code values} fill the placeholders of the templates; {@code timeout} holds for each command. */
    public NoEngine(Node node, ProfileTemplates templates, Placeholders values, Duration timeout) {
        this.node = node;
        this.templates = templates;
        this.values = values;
        this.timeout = timeout;
    }

    @Override
    public String name() {
        return "no engine";
    }

    @Override
    public ClusterView status() {
        return new ClusterView(Optional.of(node.name()), ClusterView.State.RUNNING, List.of(), true, Optional.empty());
    }

    @Override
    public boolean observes() {
        return false;
    }

    @Override
    public ActionResult restart(String daemon) {
        if (!templates.restart().isEmpty()) {
            return act("restart", templates.restart(), daemon);
        }
        return templates.stop().isEmpty() ? missing("stop") : stoppedAndStarted(daemon);
    }

    private ActionResult stoppedAndStarted(String daemon) {
        Command.Ending ending = node.run(filled(templates.stop(), daemon), timeout);
        ActionResult stopped = result("stop", ending);
        if (ending instanceof Command.Ending.Exited exited && exited.code() == 1) {
            return startedWhatWasNotRunning(daemon, stopped.detail());
        }
        return stopped.end() == ActionResult.End.DONE ? startedAgain(daemon) : stopped;
    }

    /** A stop that changed nothing may have found nothing to stop: an absent server is what a restart is for. */
    private ActionResult startedWhatWasNotRunning(String daemon, String stop) {
        ActionResult started = act("start", templates.start(), daemon);
        return new ActionResult(
                started.end(), cut(started.detail(), START_LIMIT) + "; before it, " + cut(stop, STOP_LIMIT));
    }

    private static String cut(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit);
    }

    /** A start that changed nothing leaves stopped what the stop before has stopped. */
    private ActionResult startedAgain(String daemon) {
        ActionResult started = act("start", templates.start(), daemon);
        return started.end() == ActionResult.End.DONE
                ? started
                : new ActionResult(ActionResult.End.INDETERMINATE, started.detail());
    }

    @Override
    public ActionResult move(String from, String to) {
        return ActionResult.failed("there is no engine that could move " + from + " to " + to);
    }

    @Override
    public Optional<String> obstacleToStopping() {
        return CommandOutcome.missing("the profile", templates.stop(), templates.start());
    }

    @Override
    public ActionResult stop() {
        return act("stop", templates.stop(), "all");
    }

    @Override
    public ActionResult start() {
        return act("start", templates.start(), "all");
    }

    private ActionResult act(String what, List<String> template, String daemon) {
        return template.isEmpty() ? missing(what) : result(what, node.run(filled(template, daemon), timeout));
    }

    private static ActionResult missing(String what) {
        return ActionResult.failed("the profile has no " + what + " command");
    }

    private ActionResult result(String what, Command.Ending ending) {
        return CommandOutcome.result("the " + what + " command on " + node.name(), ending, timeout);
    }

    private List<String> filled(List<String> template, String daemon) {
        return values.with(Placeholders.DAEMON, daemon).fill(template);
    }

    @Override
    public CommandPreview preview() {
        return new CommandPreview() {
            @Override
            public List<PlannedCommand> restart(String daemon, String from) {
                return templates.restart().isEmpty()
                        ? planned(daemon, List.of(templates.stop(), templates.start()))
                        : planned(daemon, List.of(templates.restart()));
            }

            @Override
            public List<PlannedCommand> stop() {
                return planned("all", List.of(templates.stop()));
            }

            @Override
            public List<PlannedCommand> start() {
                return planned("all", List.of(templates.start()));
            }
        };
    }

    private List<PlannedCommand> planned(String daemon, List<List<String>> commands) {
        return commands.stream()
                .filter(template -> !template.isEmpty())
                .map(template -> new PlannedCommand(Optional.of(node.name()), node.login(), filled(template, daemon)))
                .toList();
    }
}
