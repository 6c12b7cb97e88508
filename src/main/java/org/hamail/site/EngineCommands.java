package org.hamail.site;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** pkcheck(1): not authorized, or only with a password; 127 is the shell's: there is no polkit. */
    private static final Set<Integer> POLKIT_REFUSES = Set.of(1, 2, 3, 127);

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
     */
    public record CommandObstacle(String command, String fact, String change) {}

    /** Of each that could not be run; {@code values} fill the placeholders. */
    public List<CommandObstacle> obstacles(Placeholders values) {
        var obstacles = new ArrayList<CommandObstacle>();
        commands.forEach((command, template) -> {
            List<String> words = values.fill(template);
            String program = words.get(0);
            if (node.login().isEmpty() && !ExecutableFile.exists(program)) {
                obstacles.add(new CommandObstacle(
                        command, program + " is not an executable file", "install it, or correct its name"));
            } else if (program.equals("sudo") || program.endsWith("/sudo")) {
                sudoRefusal(words)
                        .ifPresent(fact -> obstacles.add(new CommandObstacle(
                                command, fact, "add a rule for exactly these words to sudoers(5)")));
            } else if (program.equals("systemctl") || program.endsWith("/systemctl")) {
                systemdRefusal(words)
                        .ifPresent(fact -> obstacles.add(new CommandObstacle(
                                command,
                                fact,
                                "let the commands of a profile of your own begin with sudo -n (examples/one-box.yaml),"
                                        + " or add a rule to polkit(8)")));
            }
        });
        return obstacles;
    }

    /** systemd does for others than root what polkit(8) allows them; where neither can be asked, nothing is said. */
    private Optional<String> systemdRefusal(List<String> words) {
        if (words.size() < 3) {
            return Optional.empty();
        }
        String allowed =
                "test \"$(id -u)\" = 0 || exec pkcheck --process $$ --action-id org.freedesktop.systemd1.manage-units"
                        + " --detail verb \"$1\" --detail unit \"$2\"";
        Command.Ending ending =
                node.run(List.of("sh", "-c", allowed, "sh", words.get(1), words.get(words.size() - 1)), PATIENCE);
        return ending instanceof Command.Ending.Exited exited && POLKIT_REFUSES.contains(exited.code())
                ? Optional.of("systemd does it for root only, and polkit does not allow " + user() + " "
                        + String.join(" ", words.subList(1, words.size())))
                : Optional.empty();
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
        return Optional.of("sudo does not allow " + System.getProperty("user.name", "this user") + " "
                + String.join(" ", words.subList(1, words.size()))
                + (answer.isEmpty() ? "" : " (" + answer + ")"));
    }
}
