package org.hamail.checks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.cli.Arguments;
import org.hamail.cli.ExtraOpts;
import org.hamail.cli.Help;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.Status;
import org.hamail.probe.CheckRunner;

/** Runs a {@link CheckCommand} as a monitoring plugin: help, version, usage errors, {@code --on}, output, exit code. */
public final class CheckProgram implements Program {
    private static final List<OptionSpec> COMMON = List.of(
            OptionSpec.flag("h", "help", "print this help (exit 3)"),
            OptionSpec.flag("V", "version", "print the version (exit 3)"),
            OptionSpec.flag("v", "verbose", "more details behind the status line; up to -vvv"),
            OptionSpec.value(
                    "", "extra-opts", "[section][@file]", "take options from a section of an ini file as well"),
            OptionSpec.value("", "on", "CAUSE=STATE", "report CAUSE with another state, e.g. refused=warning"),
            OptionSpec.value("", "service", "HOST;SERVICE", "for hamail-bridge: the core's own name of it; ignored"));

    private final CheckCommand command;

    public CheckProgram(CheckCommand command) {
        this.command = command;
    }

    /** All options, those of every check included. */
    public List<OptionSpec> options() {
        var all = new ArrayList<>(command.options());
        all.addAll(COMMON);
        return all;
    }

    @Override
    public int run(List<String> words, Console console) {
        return print(answer(words, console.environment()), console.out());
    }

    /** What the command line {@code words} is answered with: the same for the jar and for the agent. */
    public CheckAnswer answer(List<String> words) {
        return answer(words, Map.of());
    }

    private CheckAnswer answer(List<String> words, Map<String, String> environment) {
        try {
            return answer(words, read(words, environment));
        } catch (UsageException e) {
            return wrong(words, e);
        } catch (Throwable e) {
            return defect(words, e);
        }
    }

    /** What {@code words} ask for, by themselves and by {@code --extra-opts}: to be answered as often as wanted. */
    public Arguments read(List<String> words) throws UsageException {
        return read(words, Map.of());
    }

    public Arguments read(List<String> words, Map<String, String> environment) throws UsageException {
        return Arguments.parse(options(), expanded(words, environment)).sensible();
    }

    /** Most calls have no such option, and need no reader of ini files. */
    private List<String> expanded(List<String> words, Map<String, String> environment) throws UsageException {
        for (String word : words) {
            if (word.startsWith(ExtraOpts.OPTION)) {
                return new ExtraOpts(command.name(), environment).expand(words);
            }
        }
        return words;
    }

    /** The answer to {@code words}, which were read as {@code arguments}. */
    public CheckAnswer answer(List<String> words, Arguments arguments) {
        try {
            if (arguments.has("help")) {
                return new CheckAnswer(
                        Help.full(command.name(), command.purpose(), options()), Status.UNKNOWN.exitCode());
            }
            if (arguments.has("version")) {
                return new CheckAnswer(Help.version(command.name()), Status.UNKNOWN.exitCode());
            }
            Map<Cause, Status> overrides = arguments.has("on") ? StateOverrides.of(arguments) : Map.of();
            CheckResult result = command.run(arguments).restated(overrides);
            CheckResult shown = arguments.has("verbose") ? result : result.withDetails(List.of());
            return new CheckAnswer(PluginOutput.text(shown), shown.status().exitCode());
        } catch (UsageException e) {
            return wrong(words, e);
        } catch (Throwable e) {
            return defect(words, e);
        }
    }

    private CheckAnswer wrong(List<String> words, UsageException e) {
        CheckResult result = CheckResult.of(command.label(words), Cause.USAGE, String.valueOf(e.getMessage()));
        return new CheckAnswer(
                PluginOutput.text(result) + Help.usage(command.name(), options()), Status.UNKNOWN.exitCode());
    }

    /** A defect of ours must not leave as exit 1. */
    private CheckAnswer defect(List<String> words, Throwable e) {
        CheckResult result = CheckRunner.internal(command.label(words), e);
        return new CheckAnswer(PluginOutput.text(result), Status.UNKNOWN.exitCode());
    }

    /** Text with line ends, and the exit code. */
    public record CheckAnswer(String text, int exitCode) {}

    private static int print(CheckAnswer answer, PrintStream out) {
        out.print(answer.text());
        out.flush();
        return answer.exitCode();
    }

    /** One check as a command: its options, and what it does with them. */
    public interface CheckCommand {
        /** As the launcher is called, e.g. {@code check_mail_protocol}. */
        String name();

        /** What it is for, one sentence. */
        String purpose();

        /** Its own options; those that every check has are added by {@link CheckProgram}. */
        List<OptionSpec> options();

        /** The label of results when nothing more precise is known, e.g. of a usage error; {@code words} as they came. */
        String label(List<String> words);

        /** Checks. */
        CheckResult run(Arguments arguments) throws UsageException;
    }
}
