package org.hamail.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hamail.probe.Probe.CannotObserve;

/**
 * What the processes of a daemon look like; what is empty does not matter.
 *
 * @param command the program
 * @param arguments occurs anywhere in the command line, the program's path included
 * @param uid the effective user
 * @param below only programs below this folder
 */
public record ProcessPattern(
        Optional<CommandName> command,
        Optional<BoundedRegex> arguments,
        OptionalLong uid,
        Optional<ProgramFolder> below) {

    /** Every process. */
    public static ProcessPattern any() {
        return new ProcessPattern(Optional.empty(), Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /** Whether it tells programs apart; without, only a pid file can name the daemon. */
    boolean namesProgram() {
        return command.isPresent() || arguments.isPresent();
    }

    /** Whether a living process is one of them. */
    PatternMatch match(ProcessEntry entry) throws CannotObserve {
        if (!entry.lives() || isCheck(entry)) {
            return PatternMatch.NO;
        }
        PatternMatch program = command.isPresent() ? command.get().match(entry) : PatternMatch.YES;
        if (program == PatternMatch.NO || !hasArguments(entry)) {
            return PatternMatch.NO;
        }
        return program.and(byUser(entry))
                .and(below.map(folder -> folder.match(entry)).orElse(PatternMatch.YES));
    }

    /** Whether a process that has ended was one of them, as far as its name and its user tell. */
    boolean couldMatch(ProcessEntry entry) {
        return command.isPresent()
                && command.get().couldMatch(entry) // rare: a lambda would not be in the archive
                && byUser(entry) != PatternMatch.NO;
    }

    private boolean hasArguments(ProcessEntry entry) throws CannotObserve {
        if (arguments.isEmpty() || arguments.get().occursIn(entry.commandLine())) {
            return true;
        }
        String full = entry.fullCommandLine();
        return !full.equals(entry.commandLine()) && arguments.get().occursIn(full);
    }

    private PatternMatch byUser(ProcessEntry entry) {
        if (uid.isEmpty()) {
            return PatternMatch.YES;
        }
        return entry.uid().isEmpty()
                ? PatternMatch.UNCLEAR
                : PatternMatch.of(entry.uid().equals(uid));
    }

    /** Checks carry the pattern on their own command line; neither this one nor any other may count. */
    private static boolean isCheck(ProcessEntry entry) {
        List<String> words = entry.arguments();
        for (String word : words) {
            if (word.contains("check_mail_daemon") || word.contains("check-mail-daemon")) {
                return true;
            }
        }
        return false;
    }

    /** Whether a process is one of those that are looked for; {@link #UNCLEAR} when the observer may not see what decides it. */
    enum PatternMatch {
        YES,
        UNCLEAR,
        NO;

        static PatternMatch of(boolean certain) {
            return certain ? YES : NO;
        }

        /** Both conditions together. */
        PatternMatch and(PatternMatch other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }
}
