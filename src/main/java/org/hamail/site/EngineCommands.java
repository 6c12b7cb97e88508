package org.hamail.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.EngineConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.io.Command;
import org.hamail.io.ExecutableFile;
import org.hamail.io.Node;
import org.hamail.model.Placeholders;

/**
 * The administrator's commands that restart, move, stop and start a service, and whether this user could run them. None is
 * run: of one behind sudo(8) only the right to it is asked for ({@code sudo -n -l}).
 */
public final class EngineCommands {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private final Node node;

    /** Those of {@code logicalHost}; {@code node} is where those of the profile are run. */
    public EngineCommands(LogicalHostConfig logicalHost, ProfileConfig profile, Node node) {
        if (logicalHost.engine() instanceof EngineConfig.OwnCommands command) {
            this.node = new Node("this machine", Optional.empty());
            add("status", Optional.of(command.status()));
            add("restart", command.restart());
            add("move", command.move());
            add("stop", command.stop());
            add("start", command.start());
        } else {
            this.node = node;
            if (logicalHost.engine() instanceof EngineConfig.None) {
                add("restart", profile.restart());
                add("stop", profile.stop());
                add("start", profile.start());
            }
        }
    }

    private void add(String what, Optional<List<String>> words) {
        words.filter(all -> !all.isEmpty()).ifPresent(all -> commands.put(what, all));
    }

    /**
     * What stands in the way of one of them.
     *
     * @param command {@code status}, {@code restart} ...
     * @param doubt when the command would be done nevertheless; empty where it is certain that it fails
     */
    public record CommandObstacle(String command, String fact, String change, Optional<String> doubt) {}

    /** Of each that could not be run; {@code values} fill the placeholders. */
    public List<CommandObstacle> obstacles(Placeholders values) {
        var obstacles = new ArrayList<CommandObstacle>();
        var bySystemd = new ArrayList<String>();
        commands.forEach((command, template) -> {
            List<String> words = values.fill(template);
            obstacle(command, words).ifPresentOrElse(obstacles::add, () -> {
                if (needsSystemd(command, words)) {
                    bySystemd.add(command);
                }
            });
        });
        if (!bySystemd.isEmpty()) { // asked once: the answer is the same for each
            new PolkitRight(node, user())
                    .refusal()
                    .ifPresent(refusal -> bySystemd.forEach(command -> obstacles.add(systemd(command, refusal))));
        }
        return obstacles;
    }

    private Optional<CommandObstacle> obstacle(String command, List<String> words) {
        String program = words.get(0);
        if (node.login().isEmpty() && !ExecutableFile.exists(program)) {
            return Optional.of(new CommandObstacle(
                    command,
                    program + " is not an executable file",
                    "install it, or correct its name",
                    Optional.empty()));
        }
        return is(program, "sudo")
                ? sudoRefusal(words)
                        .map(fact -> new CommandObstacle(
                                command, fact, "add a rule for exactly these words to sudoers(5)", Optional.empty()))
                : Optional.empty();
    }

    /** How a unit does may be asked by anybody, and each user has a systemd of the user's own. */
    private static boolean needsSystemd(String command, List<String> words) {
        return is(words.get(0), "systemctl") && !command.equals("status") && !words.contains("--user");
    }

    private static boolean is(String program, String name) {
        return program.equals(name) || program.endsWith("/" + name);
    }

    private static CommandObstacle systemd(String command, PolkitRight.Refusal refusal) {
        return new CommandObstacle(
                command,
                refusal.fact(),
                "let the commands of a profile of your own begin with sudo -n (examples/one-box.yaml), or add a rule to"
                        + " polkit(8)",
                refusal.doubt());
    }

    private String user() {
        return node.login().orElseGet(() -> System.getProperty("user.name", "this user"));
    }

    /** sudo(8) itself says whether its rules allow exactly these words. */
    private Optional<String> sudoRefusal(List<String> words) {
        var question = new ArrayList<>(List.of(words.get(0), "-n", "-l"));
        question.addAll(words.subList(1, words.size()));
        Command.Ending ending = node.run(question, PATIENCE);
        if (ending instanceof Command.Ending.Exited exited && exited.code() == 0) {
            return Optional.empty();
        }
        String answer = ending instanceof Command.Ending.Exited exited
                ? exited.output()
                : ending instanceof Command.Ending.NotStarted missing ? missing.reason() : "no answer";
        return Optional.of("sudo does not allow " + user() + " "
                + String.join(" ", words.subList(1, words.size()))
                + (answer.isEmpty() ? "" : " (" + answer + ")"));
    }
}
