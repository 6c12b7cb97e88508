package org.hamail.checks;

import java.util.List;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.plugin.CheckResult;

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
