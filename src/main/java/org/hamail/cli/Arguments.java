package org.hamail.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;
import org.jspecify.annotations.Nullable;

/**
 * The options of one call, by long name. The getters convert, and say which option is wrong and why.
 *
 * <p>Every check runs through here, so there are neither streams nor patterns: the first of each costs milliseconds.
 */
public final class Arguments {
    private static final Decimal LONGEST = Decimal.of(1_000_000);

    private static final int VALUE_LIMIT = 4096;

    /** The options in their order, as often as each was given; two arrays, because the agent holds these by the thousand. */
    private final String[] names;

    /** What was given with each; null for an option that takes no value. */
    private final @Nullable String[] values;

    private Arguments(CommandLine line) {
        Option[] given = line.getOptions();
        names = new String[given.length];
        values = new @Nullable String[given.length];
        for (int i = 0; i < given.length; i++) {
            names[i] = given[i].getLongOpt();
            values[i] = given[i].getValue();
        }
    }

    /** Reads {@code words} by the definitions in {@code specs}. */
    public static Arguments parse(List<OptionSpec> specs, List<String> words) throws UsageException {
        return parse(specs, new ArgumentNormalizer(specs).canonical(words).toArray(new String[0]));
    }

    /** The same; a word that belongs to no option is the value of {@code plain}, which is one of {@code specs}. */
    public static Arguments parse(List<OptionSpec> specs, OptionSpec plain, List<String> words) throws UsageException {
        return parse(
                specs, new ArgumentNormalizer(specs, plain).canonical(words).toArray(new String[0]));
    }

    private static Arguments parse(List<OptionSpec> specs, String[] canonical) throws UsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return new Arguments(parser.parse(options(specs), canonical));
        } catch (ParseException e) {
            throw new UsageException(ServerText.of(String.valueOf(e.getMessage())), e);
        }
    }

    private static Options options(List<OptionSpec> specs) {
        var options = new Options();
        for (OptionSpec spec : specs) {
            options.addOption(Option.builder()
                    .longOpt(spec.longName())
                    .hasArg(spec.takesValue())
                    .get());
        }
        return options;
    }

    /**
     * These arguments, when no value is empty, longer than {@value #VALUE_LIMIT} characters or carries control characters.
     */
    public Arguments sensible() throws UsageException {
        for (int i = 0; i < names.length; i++) {
            String value = values[i];
            String fault = value == null ? "" : fault(value);
            if (!fault.isEmpty()) {
                throw new UsageException("--" + names[i] + ": the value " + fault);
            }
        }
        return this;
    }

    private static String fault(String value) {
        if (value.isBlank()) {
            return "is empty";
        }
        if (value.length() > VALUE_LIMIT) {
            return "is longer than " + VALUE_LIMIT + " characters";
        }
        return Texts.hasControl(value) ? "contains control characters" : "";
    }

    public boolean has(String name) {
        return count(name) > 0;
    }

    /** How often an option was given. */
    public int count(String name) {
        int count = 0;
        for (String given : names) {
            count += given.equals(name) ? 1 : 0;
        }
        return count;
    }

    /** All values of a repeatable option, in their order. */
    public List<String> all(String name) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String value = values[i];
            if (value != null && names[i].equals(name)) {
                all.add(value);
            }
        }
        return Collections.unmodifiableList(all);
    }

    /** The last value of an option, as with getopt; empty when it was not given. */
    public Optional<String> text(String name) {
        for (int i = names.length - 1; i >= 0; i--) {
            if (names[i].equals(name)) {
                return Optional.ofNullable(values[i]);
            }
        }
        return Optional.empty();
    }

    public String required(String name) throws UsageException {
        String value = text(name).orElse(null);
        if (value == null) {
            throw new UsageException("option --" + name + " is missing");
        }
        if (value.isBlank()) {
            throw new UsageException("option --" + name + " is empty");
        }
        return value;
    }

    public Optional<Range> range(String name) throws UsageException {
        Optional<String> value = text(name);
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Range.parse(value.get()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + name + ": " + e.getMessage(), e);
        }
    }

    /** Seconds, fractions allowed, above 0. */
    public Optional<Duration> seconds(String name) throws UsageException {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        int point = value.get().indexOf('.');
        String whole = point < 0 ? value.get() : point == 0 ? "0" : value.get().substring(0, point);
        String fraction = point < 0 ? "0" : value.get().substring(point + 1);
        if (!isNumber(whole) || !isNumber(fraction)) {
            throw wrong(name, value.get(), "a number of seconds");
        }
        Decimal seconds = Decimal.parse(value.get());
        if (seconds.asSeconds().isZero() || seconds.compareTo(LONGEST) > 0) {
            throw wrong(name, value.get(), "a number of seconds above 0 and up to " + LONGEST);
        }
        return Optional.of(seconds.asSeconds());
    }

    public Optional<Integer> integer(String name, int least, int most) throws UsageException {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!isNumber(value.get()) || Integer.parseInt(value.get()) < least || Integer.parseInt(value.get()) > most) {
            throw wrong(name, value.get(), "a number from " + least + " to " + most);
        }
        return Optional.of(Integer.valueOf(value.get()));
    }

    public Optional<Path> path(String name) throws UsageException {
        Optional<String> value = text(name);
        try {
            if (value.isPresent() && value.get().isBlank()) {
                throw wrong(name, value.get(), "a path");
            }
            return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value.get()));
        } catch (InvalidPathException e) {
            throw wrong(name, value.orElse(""), "a path");
        }
    }

    /** One of {@code words}. */
    public Optional<String> oneOf(String name, String... words) throws UsageException {
        Optional<String> value = text(name);
        if (value.isPresent() && !List.of(words).contains(value.get())) {
            throw wrong(name, value.get(), "one of " + String.join(", ", words));
        }
        return value;
    }

    /** Whether these are 1 to 9 ASCII digits. */
    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 9;
    }

    private static UsageException wrong(String name, String value, String wanted) {
        return new UsageException("--" + name + ": '" + ServerText.of(value, 80) + "' is not " + wanted);
    }
}
