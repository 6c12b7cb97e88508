package org.hamail.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an administrator's command, which no shell will see. */
final class CommandLine {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

    private CommandLine() {}

    /** The words; in them only {@code placeholders} may stand in braces, and none in the first. */
    static Optional<List<String>> read(Value value, Set<String> placeholders) {
        var words = new ArrayList<String>();
        List<Value> items = value.items();
        for (Value item : items) {
            item.word().ifPresent(words::add);
            item.word().ifPresent(word -> checkPlaceholders(item, word, placeholders));
        }
        if (words.isEmpty() || words.size() < items.size()) {
            return Optional.empty();
        }
        checkProgram(items.get(0), words.get(0));
        return Optional.of(List.copyOf(words));
    }

    private static void checkProgram(Value value, String program) {
        boolean relative = program.contains("/") && !program.startsWith("/");
        if (program.isBlank() || relative || program.startsWith("-") || program.contains("{")) {
            value.problem("'" + Problems.shown(program) + "' is not an absolute path or the name of a program");
        }
    }

    private static void checkPlaceholders(Value value, String word, Set<String> placeholders) {
        Matcher matcher = PLACEHOLDER.matcher(word);
        while (matcher.find()) {
            if (!placeholders.contains(matcher.group(1))) {
                String known = placeholders.isEmpty() ? "none is" : "{" + String.join("}, {", placeholders) + "}";
                value.problem("unknown placeholder " + Problems.shown(matcher.group()) + "; known here: " + known);
            }
        }
    }
}
