package org.hamail.operator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.yaml.ConfigException;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.Configuration;
import org.hamail.site.NextWorkerStarter;

/**
 * One verb of {@code hamail}.
 *
 * @param purpose one sentence
 * @param options its own; those of every verb are added
 */
public record Verb(String name, String purpose, List<OptionSpec> options, Deed deed) {
    public static final int DONE = 0;
    public static final int REFUSED = 1;
    public static final int FAILED = 2;
    public static final int WRONG = 3;

    /** What every verb takes without an option, for the usage. */
    public static final String ARGUMENT = " [LOGICAL-HOST]";

    private static final List<OptionSpec> COMMON = List.of(
            Configuration.LOGICAL_HOST,
            Configuration.CONFIG,
            OptionSpec.flag("", "json", "print one JSON document, errors included"),
            OptionSpec.flag("h", "help", "print this help"));

    /** The options of every verb that changes something. */
    public static final List<OptionSpec> CHANGING = List.of(
            OptionSpec.value("", "reason", "TEXT", "why; kept in the journal"),
            OptionSpec.flag(
                    "", "dry-run", "say what would be done, with node, user and argv of each command, and do nothing"));

    /** What it does; the exit code. */
    @FunctionalInterface
    public interface Deed {
        int run(Call call) throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken;
    }

    /**
     * A call of a verb.
     *
     * @param workers who goes on where this process ends
     */
    public record Call(Arguments arguments, Console console, NextWorkerStarter workers) {
        void print(String line) {
            console.out().println(line);
        }
    }

    /** Reads {@code words}, in which the logical host may also stand without its option. */
    public Arguments parse(List<String> words) throws UsageException {
        return Arguments.parse(allOptions(), Configuration.LOGICAL_HOST, words);
    }

    /** What went wrong, for people or for machines. */
    public static void trouble(String verb, int exit, String sentence, boolean asJson, PrintStream out) {
        if (asJson) {
            new JsonAnswer(verb).print(out, exit, sentence);
        } else {
            out.println("hamail: " + sentence);
        }
    }

    public List<OptionSpec> allOptions() {
        var all = new ArrayList<>(options);
        COMMON.stream()
                .filter(common ->
                        options.stream().noneMatch(own -> own.longName().equals(common.longName())))
                .forEach(all::add);
        return all;
    }
}
