package org.hamail.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a program: the single definition that the parser, the help, the manual page and options.md read.
 *
 * @param shortName one letter or digit, empty where there is none
 * @param argument the name of its value, null for a flag
 * @param implied the value that a spelling without one means; null where a value must be given
 * @param required no call makes sense without it; only the usage text shows that, each program says itself what is missing
 * @param oldSpellings further spellings with one dash, e.g. {@code wt}
 */
public record OptionSpec(
        String shortName,
        String longName,
        @Nullable String argument,
        @Nullable String implied,
        boolean required,
        List<String> oldSpellings,
        String help) {
    public OptionSpec {
        oldSpellings = List.copyOf(oldSpellings);
        if ((argument + help).contains("|")) {
            throw new IllegalArgumentException("a monitoring core takes | for the start of performance data: " + help);
        }
    }

    public static OptionSpec flag(String shortName, String longName, String help) {
        return new OptionSpec(shortName, longName, null, null, false, List.of(), help);
    }

    public static OptionSpec value(String shortName, String longName, String argument, String help) {
        return new OptionSpec(shortName, longName, argument, null, false, List.of(), help);
    }

    /** An option that may be given without its number, and then means {@code implied}. */
    public static OptionSpec optional(String longName, String argument, String implied, String help) {
        return new OptionSpec("", longName, argument, implied, false, List.of(), help);
    }

    /** An option with a value without which no call makes sense. */
    public static OptionSpec required(String shortName, String longName, String argument, String help) {
        return new OptionSpec(shortName, longName, argument, null, true, List.of(), help);
    }

    public OptionSpec withLegacySpelling(String spelling) {
        return new OptionSpec(shortName, longName, argument, implied, required, List.of(spelling), help);
    }

    public boolean takesValue() {
        return argument != null;
    }

    /** Whether the words behind its value are values too, up to the next option: its argument ends with three dots. */
    public boolean takesSeveral() {
        return argument != null && argument.endsWith("...");
    }

    /** As it stands in help: {@code -w, --warning=RANGE}. */
    public String spelling() {
        String shortForm = shortName.isEmpty() ? "" : "-" + shortName + ", ";
        String value = argument == null ? "" : "=" + argument;
        return shortForm + "--" + longName + (implied == null ? value : "[" + value + "]");
    }
}
