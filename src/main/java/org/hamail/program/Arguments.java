package org.hamail.program;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.hamail.check.UsageException;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;

/** The options of one call, by long name. The getters convert, and say which option is wrong and why. */
public final class Arguments {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(1_000_000);

    private static final int VALUE_LIMIT = 4096;

    private final CommandLine line;

    private Arguments(CommandLine line) {
        this.line = line;
    }

    /** Reads {@code words} by the definitions in {@code specs}. */
    public static Arguments parse(List<OptionSpec> specs, List<String> words) throws UsageException {
        var options = new Options();
        for (OptionSpec spec : specs) {
            options.addOption(Option.builder()
                    .longOpt(spec.longName())
                    .hasArg(spec.takesValue())
                    .get());
        }
        String[] canonical = new CommandWords(specs).canonical(words).toArray(String[]::new);
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return new Arguments(parser.parse(options, canonical));
        } catch (ParseException e) {
            throw new UsageException(ServerText.of(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * These arguments, when no value is empty, longer than {@value #VALUE_LIMIT} characters or carries control characters.
     */
    public Arguments sensible() throws UsageException {
        for (Option option : line.getOptions()) {
            for (String value : option.getValuesList()) {
                String fault = value.isBlank()
                        ? "the value is empty"
                        : value.length() > VALUE_LIMIT
                                ? "the value is longer than " + VALUE_LIMIT + " characters"
                                : value.chars().anyMatch(Character::isISOControl)
                                        ? "the value carries control characters"
                                        : "";
                if (!fault.isEmpty()) {
                    throw new UsageException("--" + option.getLongOpt() + ": " + fault);
                }
            }
        }
        return this;
    }

    public boolean has(String name) {
        return line.hasOption(name);
    }

    /** How often a flag was given. */
    public int count(String name) {
        return (int) Arrays.stream(line.getOptions())
                .filter(option -> name.equals(option.getLongOpt()))
                .count();
    }

    /** All values of a repeatable option, in their order. */
    public List<String> all(String name) {
        String[] values = line.getOptionValues(name);
        return values == null ? List.of() : List.of(values);
    }

    /** The last value of an option, as with getopt; empty when it was not given. */
    public Optional<String> text(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    public String required(String name) throws UsageException {
        String value = text(name).orElseThrow(() -> new UsageException("option --" + name + " is missing"));
        if (value.isBlank()) {
            throw new UsageException("option --" + name + " is empty");
        }
        return value;
    }

    public Optional<Range> range(String name) throws UsageException {
        Optional<String> value = text(name);
        try {
            return value.map(Range::parse);
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
        if (!SECONDS.matcher(value.get()).matches()) {
            throw wrong(name, value.get(), "a number of seconds");
        }
        BigDecimal seconds = new BigDecimal(value.get());
        if (seconds.signum() == 0 || seconds.compareTo(LONGEST) > 0) {
            throw wrong(name, value.get(), "a number of seconds above 0 and up to " + LONGEST);
        }
        return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
    }

    public Optional<Integer> integer(String name, int least, int most) throws UsageException {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().matches("[0-9]{1,9}")
                || Integer.parseInt(value.get()) < least
                || Integer.parseInt(value.get()) > most) {
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
            return value.map(Path::of);
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

    private static UsageException wrong(String name, String value, String wanted) {
        return new UsageException("--" + name + ": '" + ServerText.of(value, 80) + "' is not " + wanted);
    }
}
