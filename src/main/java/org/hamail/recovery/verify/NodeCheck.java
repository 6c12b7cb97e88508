package org.hamail.recovery.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.io.CommandRunner;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Cause;

/** Runs a check on a node, over its transport, and reads the line that it prints there. */
final class NodeCheck {
    /** For the way there and the start of the check, beyond its own time limit. */
    static final Duration TRANSPORT = Duration.ofSeconds(10);

    /** Where the package and {@code packaging/install} put the checks. */
    private static final String PLUGINS = "/usr/lib/nagios/plugins/";

    private static final int UNKNOWN = 3;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SSH_FAILED = 255;

    /** The longest time limit that a check takes. */
    private static final Duration LONGEST = Duration.ofSeconds(1_000_000);

    private final ResultMeaning meaning;

    NodeCheck(ResultMeaning meaning) {
        this.meaning = meaning;
    }

    /** The option of a check that limits it to {@code limit}. */
    static String timeout(Duration limit) {
        Duration bounded = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
        return "--timeout=" + Math.max(0.001, bounded.toMillis() / 1000.0);
    }

    /**
     * Runs {@code words}, a check that itself ends within {@code limit}: found where the node looks for commands or, as most
     * logins do not look there, in the folder of the plugins.
     */
    ProbeOutcome run(CommandRunner node, List<String> words, Duration limit) {
        Command.Ending ending = ending(node, words, limit);
        if (isMissing(ending)) {
            ending = ending(node, installed(words), limit);
        }
        if (isMissing(ending)) {
            return ProbeOutcome.cannotTell(words.get(0) + " is not found on node " + node.name()
                    + ", neither in the PATH of its login nor in " + PLUGINS + ": install hamail there");
        }
        return meaning(node, ending);
    }

    private static List<String> installed(List<String> words) {
        var installed = new ArrayList<>(words);
        installed.set(0, PLUGINS + words.get(0));
        return installed;
    }

    private static Command.Ending ending(CommandRunner node, List<String> words, Duration limit) {
        return node.command(words)
                .answering(Command.OUTPUT_LIMIT) // banners and warnings of ssh are no part of the answer
                .run(limit.plus(TRANSPORT));
    }

    private static boolean isMissing(Command.Ending ending) {
        return ending instanceof Command.Ending.Exited exited
                && (exited.code() == NOT_FOUND || exited.code() == NOT_EXECUTABLE);
    }

    /** Only a node that did not answer has not been reached: what this machine lacks, or the node, says nothing of the server. */
    private ProbeOutcome meaning(CommandRunner node, Command.Ending ending) {
        if (ending instanceof Command.Ending.NotStarted notStarted) {
            return ProbeOutcome.cannotTell("node " + node.name() + " was not asked: " + notStarted.reason());
        } else if (!(ending instanceof Command.Ending.Exited exited)) {
            return ProbeOutcome.notReached("node " + node.name() + " cannot be asked: no answer in time");
        } else {
            return exited.code() <= UNKNOWN ? read(exited.code(), exited.output()) : noAnswer(node, exited);
        }
    }

    private static ProbeOutcome noAnswer(CommandRunner node, Command.Ending.Exited exited) {
        String said = exited.errors().isEmpty() ? exited.output() : exited.errors();
        String reason = "exit code " + exited.code() + (said.isEmpty() ? "" : ": " + ResultMeaning.detail(said));
        return exited.code() == SSH_FAILED
                ? ProbeOutcome.notReached("node " + node.name() + " cannot be asked: " + reason)
                : ProbeOutcome.cannotTell("the check on node " + node.name() + " gave no answer: " + reason);
    }

    /** A check is believed by its line and its exit code together: a transport may exit with anything. */
    ProbeOutcome read(int exitCode, String text) {
        String first = text.lines().findFirst().orElse("");
        String line = ResultMeaning.detail(first.contains("|") ? first.substring(0, first.indexOf('|')) : first);
        if (exitCode == 0 && line.matches("[A-Z0-9]+ OK( \\[.*\\])?: .*")) {
            return ProbeOutcome.serves(line);
        }
        return Bracket.in(line)
                .filter(bracket -> bracket.status().exitCode() == exitCode)
                .map(bracket -> meaning(bracket, line))
                .orElseGet(() -> ProbeOutcome.cannotTell("not a check's answer: " + line));
    }

    private ProbeOutcome meaning(Bracket bracket, String line) {
        Optional<Cause> cause = Cause.of(bracket.cause(), bracket.phase());
        return cause.isEmpty() ? ProbeOutcome.cannotTell(line) : meaning.of(cause.get(), bracket.phase(), line);
    }
}
