package org.hamail.program;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a program: the single definition that the parser, the help, the manual page and the README read.
 *
 * @param shortName one letter or digit, empty where there is none
 * @param argument the name of its value, null for a flag
 * @param oldSpellings further spellings with one dash, e.g. {@code wt}
 */
public record OptionSpec(
        String shortName, String longName, @Nullable String argument, List<String> oldSpellings, String help) {
    public OptionSpec {
        oldSpellings = List.copyOf(oldSpellings);
        if ((argument + help).contains("|")) {
            throw new IllegalArgumentException("a monitoring core takes | for the start of performance data: " + help);
        }
    }

    public static OptionSpec flag(String shortName, String longName, String help) {
        return new OptionSpec(shortName, longName, null, List.of(), help);
    }

    public static OptionSpec value(String shortName, String longName, String argument, String help) {
        return new OptionSpec(shortName, longName, argument, List.of(), help);
    }

    public OptionSpec orOld(String spelling) {
        return new OptionSpec(shortName, longName, argument, List.of(spelling), help);
    }

    public boolean takesValue() {
        return argument != null;
    }

    /** As it stands in help: {@code -w, --warning=RANGE}. */
    public String spelling() {
        String shortForm = shortName.isEmpty() ? "" : "-" + shortName + ", ";
        return shortForm + "--" + longName + (argument == null ? "" : "=" + argument);
    }
}
