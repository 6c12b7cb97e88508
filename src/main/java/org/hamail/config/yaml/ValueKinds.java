package org.hamail.config.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The kinds of value that {@link ValueKind} makes. */
final class ValueKinds {
    private ValueKinds() {}

    static final class Text extends ValueKind<String> {
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

    static final class Whole extends ValueKind<Integer> {
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

    static final class AbsolutePath extends ValueKind<Path> {
        AbsolutePath() {
            super("path");
        }

        @Override
        public Optional<Path> read(Value value) {
            return value.absolutePath();
        }
    }

    static final class Choice<E> extends ValueKind<E> {
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

    static final class CommandWords extends ValueKind<List<String>> {
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

    static final class Keyed extends ValueKind<Section> {
        Keyed() {
            super("keys");
        }

        @Override
        public Optional<Section> read(Value value) {
            return value.section();
        }
    }

    static final class Items extends ValueKind<List<Value>> {
        private final boolean needsOne;

        Items(boolean needsOne) {
            super("list");
            this.needsOne = needsOne;
        }

        @Override
        public Optional<List<Value>> read(Value value) {
            return Optional.of(needsOne ? value.items() : value.itemsOrEmpty());
        }
    }
}
