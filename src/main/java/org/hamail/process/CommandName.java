package org.hamail.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.process.ProcessPattern.PatternMatch;

/**
 * The name of a program, compared with what a process table says about each process.
 *
 * <p>The kernel keeps {@link #KEPT} bytes of it. Where that may be a cut name, the first argument decides. A script is
 * known by the kept name, or by the file that its interpreter was given.
 *
 * @param name the base name of the program
 * @param path the whole path, when one was asked for
 */
public record CommandName(String name, Optional<String> path) {
    /** {@code TASK_COMM_LEN} without the closing NUL. */
    static final int KEPT = 15;

    private static final Set<String> INTERPRETERS =
            Set.of("sh", "ash", "bash", "dash", "ksh", "zsh", "perl", "python", "ruby", "php", "tclsh", "node", "lua");

    /** A name such as {@code imapd}, or a path such as {@code /usr/sbin/imapd}. */
    public static CommandName of(String text) {
        return text.contains("/")
                ? new CommandName(base(text), Optional.of(text))
                : new CommandName(text, Optional.empty());
    }

    PatternMatch match(ProcessEntry entry) {
        return byName(entry).and(byPath(entry));
    }

    /** Whether a process that has ended bore this name, as far as the kept bytes tell. */
    boolean couldMatch(ProcessEntry entry) {
        return entry.command().equals(kept());
    }

    private PatternMatch byName(ProcessEntry entry) {
        if (isGivenBy(entry)) {
            return PatternMatch.YES;
        }
        return entry.command().equals(kept()) ? byKeptName(entry) : PatternMatch.NO;
    }

    private PatternMatch byKeptName(ProcessEntry entry) {
        if (bytes(name) < KEPT) {
            return PatternMatch.YES;
        }
        if (entry.arguments().isEmpty()) {
            return bytes(name) == KEPT ? PatternMatch.YES : PatternMatch.UNCLEAR;
        }
        // the kept bytes agree, the words do not: a name of just this length may stand behind a title of its own
        return PatternMatch.of(bytes(name) == KEPT && !isLongerName(entry.arguments()));
    }

    /** Whether the first argument, or the script that an interpreter was given, has this name. */
    private boolean isGivenBy(ProcessEntry entry) {
        List<String> words = entry.arguments();
        return !words.isEmpty()
                && (script(words).map(this::isNamedBy).orElse(false) || (isNamedBy(words.get(0)) && !isRenamed(entry)));
    }

    /** A program can be started under any first argument; it is another one where its file and its kept name agree on that. */
    private boolean isRenamed(ProcessEntry entry) {
        String file = entry.program().map(CommandName::base).orElse("");
        return !file.isEmpty()
                && !file.equals(name)
                && kept(file).equals(entry.command())
                && !INTERPRETERS.contains(withoutVersion(file));
    }

    /** Programs put titles over their first argument, {@code imapd: idle} for one. */
    private boolean isNamedBy(String word) {
        String title = title(word);
        return base(word).equals(name) || title.equals(name) || title.equals(name + ":");
    }

    private boolean isLongerName(List<String> arguments) {
        String first = title(arguments.get(0));
        String given = script(arguments).map(CommandName::base).orElse(first);
        return given.length() > name.length() && given.startsWith(name) && !given.equals(name + ":");
    }

    private PatternMatch byPath(ProcessEntry entry) {
        if (path.isEmpty() || isPathOf(entry, path.get())) {
            return PatternMatch.YES;
        }
        return entry.program().isEmpty() && !entry.commandLine().startsWith("/")
                ? PatternMatch.UNCLEAR
                : PatternMatch.NO;
    }

    private boolean isPathOf(ProcessEntry entry, String wanted) {
        return entry.program().map(wanted::equals).orElse(false)
                || (entry.arguments().contains(wanted) && isGivenBy(entry));
    }

    /** The file that an interpreter runs: its first argument that is no option; none with a command in an option. */
    static Optional<String> script(List<String> arguments) {
        String interpreter = withoutVersion(base(arguments.get(0)));
        if (!INTERPRETERS.contains(interpreter)) {
            return Optional.empty();
        }
        for (String word : arguments.subList(1, arguments.size())) {
            if (!word.startsWith("-")) {
                return Optional.of(word);
            }
            if (takesCommand(interpreter, word)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether what it runs stands on the command line itself. */
    private static boolean takesCommand(String interpreter, String option) {
        return option.matches(interpreter.endsWith("sh") ? "-[a-zA-Z]*c" : "-[a-zA-Z]*[cemr]");
    }

    private static String base(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    private static String title(String word) {
        int blank = word.indexOf(' ');
        return base(blank < 0 ? word : word.substring(0, blank));
    }

    private String kept() {
        return kept(name);
    }

    private static String kept(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        return new String(all, 0, Math.min(all.length, KEPT), StandardCharsets.UTF_8);
    }

    private static String withoutVersion(String interpreter) {
        return interpreter.replaceFirst("[0-9.]+$", "");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
