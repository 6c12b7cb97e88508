package org.hamail.nagios;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts hamail-bridge with its state, its status and its log in one folder. */
final class BridgeProcess {
    private BridgeProcess() {}

    /** {@code words} are the options that the tests do not have in common. */
    static Process start(Path program, Path root, String... words) throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        command.add("--status=" + root + "/bridge.json");
        command.add("--state=" + root + "/bridge.state");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        root.resolve("bridge.log").toFile()))
                .start();
    }
}
