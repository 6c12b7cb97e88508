package org.hamail.config.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        return new ValueKinds.Text(words, "", "");
    }

    /** Text that {@code pattern} matches; {@code wanted} says what that is. */
    public static ValueKind<String> text(String words, String pattern, String wanted) {
        return new ValueKinds.Text(words, pattern, wanted);
    }

    public static ValueKind<Integer> number(int least, int most) {
        return new ValueKinds.Whole(least, most);
    }

    /** A span of time, which may be zero. */
    public static ValueKind<Duration> time() {
        return new TimeKind(false);
    }

    /** A span of time above zero: for time limits, where zero would leave no time at all. */
    public static ValueKind<Duration> limit() {
        return new TimeKind(true);
    }

    /** An absolute path. */
    public static ValueKind<Path> path() {
        return new ValueKinds.AbsolutePath();
    }

    /** One of an enumeration, by its name in lower case, with dashes. */
    public static <E extends Enum<E>> ValueKind<E> choice(E[] choices) {
        var words = new ArrayList<String>();
        for (E choice : choices) {
            words.add(choice.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return new ValueKinds.Choice<>(choices, words);
    }

    /** One of {@code words}. */
    public static ValueKind<String> choice(String... words) {
        return new ValueKinds.Choice<>(words, List.of(words));
    }

    /** One of {@code choices}, by the word that stands at its place in {@code words}. */
    public static <E> ValueKind<E> choice(E[] choices, List<String> words) {
        return new ValueKinds.Choice<>(choices, words);
    }

    /** The words of a command; in them only {@code placeholders} may stand in braces. */
    public static ValueKind<List<String>> command(String... placeholders) {
        return new ValueKinds.CommandWords(Ordered.set(placeholders));
    }

    /** Keys and values. */
    public static ValueKind<Section> section() {
        return new ValueKinds.Keyed();
    }

    /** A list that may be empty. */
    public static ValueKind<List<Value>> list() {
        return new ValueKinds.Items(false);
    }

    /** A list with something in it. */
    public static ValueKind<List<Value>> items() {
        return new ValueKinds.Items(true);
    }
}
