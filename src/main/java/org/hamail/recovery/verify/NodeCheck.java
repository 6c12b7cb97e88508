package org.hamail.recovery.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.io.Command;
import org.hamail.io.Node;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Cause;

/** Runs a check on a node, over its transport, and reads the line that it prints there. */
final class NodeCheck {
    private static final Duration TRANSPORT = Duration.ofSeconds(10);

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

    /** Runs {@code words}, a check that itself ends within {@code limit}. */
    ProbeOutcome run(Node node, List<String> words, Duration limit) {
        Command.Ending ending = node.command(words)
                .answering(Command.OUTPUT_LIMIT) // banners and warnings of ssh are no part of the answer
                .run(limit.plus(TRANSPORT));
        if (ending instanceof Command.Ending.Exited exited && exited.code() <= 3) {
            return read(exited.code(), exited.output());
        }
        return ProbeOutcome.notReached("node " + node.name() + " cannot be asked: " + reason(ending));
    }

    private static String reason(Command.Ending ending) {
        if (ending instanceof Command.Ending.Exited exited) {
            String said = exited.errors().isEmpty() ? exited.output() : exited.errors();
            return "exit code " + exited.code() + (said.isEmpty() ? "" : ": " + ResultMeaning.detail(said));
        }
        return ending instanceof Command.Ending.NotStarted notStarted ? notStarted.reason() : "no answer in time";
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
