package org.hamail.config.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hamail.model.TimeSpan;

/** What kind of value a key takes, and how such a value is written. */
public abstract class ValueKind<T> {
    private final String words;

    /** {@code words}: what is written, for people. */
    protected ValueKind(String words) {
        this.words = words;
    }

    /** The value; empty where it is of another kind, which has been reported. */
    public abstract Optional<T> read(Value value);

    /** As it is written in the file. */
    public String written(T value) {
        return String.valueOf(value);
    }

    /** What is written, for people. */
    @Override
    public final String toString() {
        return words;
    }

    /** One line of text. */
    public static ValueKind<String> text(String words) {
        return new Text(words, "", "");
    }

    /** Text that {@code pattern} matches; {@code wanted} says what that is. */
    public static ValueKind<String> text(String words, String pattern, String wanted) {
        return new Text(words, pattern, wanted);
    }

    public static ValueKind<Integer> number(int least, int most) {
        return new Whole(least, most);
    }

    /** A span of time, which may be zero. */
    public static ValueKind<Duration> time() {
        return new Time(false);
    }

    /** A span of time above zero: for time limits, where zero would leave no time at all. */
    public static ValueKind<Duration> limit() {
        return new Time(true);
    }

    /** An absolute path. */
    public static ValueKind<Path> path() {
        return new AbsolutePath();
    }

    /** One of an enumeration, by its name in lower case, with dashes. */
    public static <E extends Enum<E>> ValueKind<E> choice(E[] choices) {
        var words = new ArrayList<String>();
        for (E choice : choices) {
            words.add(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return new Choice<>(choices, words);
    }

    /** One of {@code words}. */
    public static ValueKind<String> choice(String... words) {
        return new Choice<>(words, List.of(words));
    }

    /** One of {@code choices}, by the word that stands at its place in {@code words}. */
    public static <E> ValueKind<E> choice(E[] choices, List<String> words) {
        return new Choice<>(choices, words);
    }

    /** The words of a command; in them only {@code placeholders} may stand in braces. */
    public static ValueKind<List<String>> command(String... placeholders) {
        return new CommandWords(Ordered.set(placeholders));
    }

    /** Keys and values. */
    public static ValueKind<Section> section() {
        return new Keyed();
    }

    /** A list that may be empty. */
    public static ValueKind<List<Value>> list() {
        return new Items(false);
    }

    /** A list with something in it. */
    public static ValueKind<List<Value>> items() {
        return new Items(true);
    }

    private static final class Text extends ValueKind<String> {
        private final String pattern;
        private final String wanted;

        Text(String words, String pattern, String wanted) {
            super(words);
            this.pattern = pattern;
            this.wanted = wanted;
        }

        @Override
        public Optional<String> read(Value value) {
            return pattern.isEmpty() ? value.text() : value.text(Pattern.compile(pattern), wanted);
        }
    }

    private static final class Whole extends ValueKind<Integer> {
        private final int least;
        private final int most;

        Whole(int least, int most) {
            super("number");
            this.least = least;
            this.most = most;
        }

        @Override
        public Optional<Integer> read(Value value) {
            return value.integer(least, most);
        }
    }

    private static final class Time extends ValueKind<Duration> {
        private static final Duration LONGEST = Duration.ofDays(3650);

        private final boolean isLimit;

        Time(boolean isLimit) {
            super("time");
            this.isLimit = isLimit;
        }

        @Override
        public Optional<Duration> read(Value value) {
            Optional<String> text = value.word();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Optional<Duration> time = TimeSpan.parse(text.get());
            if (time.isEmpty()) {
                value.problem("'" + Problems.shown(text.get()) + "' is not a time such as 0s, 30s, 5m, 1h or 1d");
            } else if (time.get().compareTo(LONGEST) > 0) {
                value.problem(text.get() + " is more than " + TimeSpan.words(LONGEST));
                return Optional.empty();
            } else if (isLimit && time.get().isZero()) {
                value.problem("must be more than 0s");
                return Optional.empty();
            }
            return time;
        }

        @Override
        public String written(Duration value) {
            return TimeSpan.words(value);
        }
    }

    private static final class AbsolutePath extends ValueKind<Path> {
        AbsolutePath() {
            super("path");
        }

        @Override
        public Optional<Path> read(Value value) {
            return value.absolutePath();
        }
    }

    private static final class Choice<E> extends ValueKind<E> {
        private final E[] choices;
        private final List<String> written;

        Choice(E[] choices, List<String> written) {
            super(String.join(", ", written));
            this.choices = choices;
            this.written = List.copyOf(written);
        }

        @Override
        public Optional<E> read(Value value) {
            Optional<String> word = value.oneOf(written);
            return word.isEmpty() ? Optional.empty() : Optional.of(choices[written.indexOf(word.get())]);
        }

        @Override
        public String written(E value) {
            return written.get(List.of(choices).indexOf(value));
        }
    }

    private static final class CommandWords extends ValueKind<List<String>> {
        private final Set<String> placeholders;

        CommandWords(Set<String> placeholders) {
            super("list of words");
            this.placeholders = placeholders;
        }

        @Override
        public Optional<List<String>> read(Value value) {
            return CommandLine.read(value, placeholders);
        }
    }

    private static final class Keyed extends ValueKind<Section> {
        Keyed() {
            super("keys");
        }

        @Override
        public Optional<Section> read(Value value) {
            return value.section();
        }
    }

    private static final class Items extends ValueKind<List<Value>> {
        private final boolean needsOne;

        Items(boolean needsOne) {
            super("list");
            this.needsOne = needsOne;
        }

        @Override
        public Optional<List<Value>> read(Value value) {
            return Optional.of(needsOne ? value.items() : value.itemsOrNone());
        }
    }
}
