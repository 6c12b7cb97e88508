package org.hamail.operator;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.hamail.recovery.engine.PlannedCommand;

/** What {@code --dry-run} tells of commands: node, user and argument vector. */
final class CommandDryRun {
    private CommandDryRun() {}

    static List<String> lines(List<PlannedCommand> commands) {
        return commands.isEmpty()
                ? List.of("would run no command")
                : commands.stream()
                        .map(command -> "would run on " + command.node().orElse("this machine") + " as "
                                + command.user(self()) + ": " + command.line())
                        .toList();
    }

    static JsonArray json(List<PlannedCommand> commands) {
        var array = new JsonArray();
        for (PlannedCommand command : commands) {
            var item = new JsonObject();
            item.addProperty("node", command.node().orElse(null));
            item.addProperty("user", command.user(self()));
            item.add("argv", JsonAnswer.lines(command.words()));
            array.add(item);
        }
        return array;
    }

    /** As whom this process runs, which is as whom its commands run. */
    private static String self() {
        return System.getProperty("user.name", "?");
    }
}
