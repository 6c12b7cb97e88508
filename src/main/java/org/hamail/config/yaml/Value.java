package org.hamail.config.yaml;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value and the way to it. Each getter is empty when the value is not of its kind, and has reported why.
 *
 * @param node what is there
 * @param key where it is there; lists have none
 */
public record Value(YamlNode node, YamlNode key, String path, Problems problems) {
    private static final int LONGEST_TEXT = 4096;

    public void problem(String message) {
        problems.add(node, path, message);
    }

    /** Something is wrong with the key itself. */
    public void keyProblem(String message) {
        problems.add(key, path, message);
    }

    public void warn(String message) {
        problems.warn(node, path, message);
    }

    /** Text of one line that is not empty. */
    public Optional<String> text() {
        Optional<String> text = scalar("a string").map(YamlNode.Scalar::text);
        if (text.isPresent() && ((YamlNode.Scalar) node).isTyped()) {
            problem("expected a string, got " + kind() + "; put it in quotes if it is one");
            return Optional.empty();
        }
        return text.filter(this::isFit);
    }

    /** Text that {@code pattern} matches; {@code wanted} says in words what that is. */
    public Optional<String> text(Pattern pattern, String wanted) {
        return text().filter(text -> {
            boolean fits = pattern.matcher(text).matches();
            if (!fits) {
                problem("'" + Problems.shown(text) + "' is not " + wanted);
            }
            return fits;
        });
    }

    /** One word of a command line, as it was written: numbers are words too. */
    Optional<String> word() {
        return scalar("a word").map(YamlNode.Scalar::text).filter(text -> {
            if (text.length() <= LONGEST_TEXT && text.indexOf('\0') < 0) {
                return true;
            }
            problem("a word of a command has no NUL and at most " + LONGEST_TEXT + " characters");
            return false;
        });
    }

    public Optional<Integer> integer(int least, int most) {
        String wanted = "a number from " + least + " to " + most;
        Optional<String> text =
                scalar(wanted).filter(scalar -> isWhole(scalar, wanted)).map(YamlNode.Scalar::text);
        Optional<Integer> number = text.map(Integer::valueOf).filter(read -> least <= read && read <= most);
        if (text.isPresent() && number.isEmpty()) {
            problem("expected " + wanted + ", got " + text.get());
        }
        return number;
    }

    private boolean isWhole(YamlNode.Scalar scalar, String wanted) {
        boolean fits = scalar.plain() && scalar.text().matches("-?(0|[1-9][0-9]{0,8})");
        if (!fits) {
            problem("expected " + wanted + ", got " + kind() + (scalar.plain() ? "" : " in quotes"));
        }
        return fits;
    }

    /** One of {@code words}. */
    public Optional<String> oneOf(List<String> words) {
        Optional<String> text = text();
        if (text.isPresent() && !words.contains(text.get())) {
            problem("'" + Problems.shown(text.get()) + "' is not one of " + String.join(", ", words));
            return Optional.empty();
        }
        return text;
    }

    /** An absolute path without steps upwards. */
    public Optional<Path> absolutePath() {
        Optional<String> text = text();
        try {
            if (text.isEmpty() || isAbsolute(Path.of(text.get()))) {
                return text.map(Path::of);
            }
        } catch (InvalidPathException e) {
            // told below, as every other wrong path
        }
        problem("expected an absolute path without '..', got '" + Problems.shown(text.get()) + "'");
        return Optional.empty();
    }

    private static boolean isAbsolute(Path path) {
        return path.isAbsolute() && path.equals(path.normalize());
    }

    /** Whether keys and values stand here. */
    public boolean isSection() {
        return node instanceof YamlNode.Mapping;
    }

    /** Keys and values. */
    public Optional<Section> section() {
        if (node instanceof YamlNode.Mapping mapping) {
            return Optional.of(new Section(mapping, path, problems));
        }
        problem("expected keys and values, got " + kind());
        return Optional.empty();
    }

    /** The items of a list that is not empty. */
    public List<Value> items() {
        List<Value> items = itemsOrEmpty();
        if (items.isEmpty() && node instanceof YamlNode.Listing) {
            problem("must not be empty");
        }
        return items;
    }

    public List<Value> itemsOrEmpty() {
        if (!(node instanceof YamlNode.Listing listing)) {
            problem("expected a list, got " + kind());
            return List.of();
        }
        var items = new ArrayList<Value>();
        for (YamlNode item : listing.items()) {
            items.add(new Value(item, item, path + "[" + items.size() + "]", problems));
        }
        return items;
    }

    /** What it is, in words. */
    String kind() {
        if (node instanceof YamlNode.Listing) {
            return "a list";
        }
        if (node instanceof YamlNode.Mapping) {
            return "keys and values";
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return scalar.isNothing() ? "nothing" : "'" + Problems.shown(scalar.text()) + "'";
    }

    private Optional<YamlNode.Scalar> scalar(String wanted) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
            return Optional.of(scalar);
        }
        problem("expected " + wanted + ", got " + kind());
        return Optional.empty();
    }

    private boolean isFit(String text) {
        if (text.isBlank()) {
            problem("must not be empty");
            return false;
        }
        if (text.length() > LONGEST_TEXT || text.codePoints().anyMatch(Character::isISOControl)) {
            problem("must not have control characters, nor more than " + LONGEST_TEXT + " characters");
            return false;
        }
        return true;
    }
}
