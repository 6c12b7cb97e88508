package org.hamail.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.model.Placeholders;

/** The words of an administrator's command, which no shell will see. */
public final class CommandLine {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

    private CommandLine() {}

    /** The words; in them only {@code placeholders} may stand in braces, and in the first only a path below the server root. */
    public static Optional<List<String>> read(Value value, Set<String> placeholders) {
        var words = new ArrayList<String>();
        List<Value> items = value.items();
        for (Value item : items) {
            item.word().map(word -> checked(item, word, placeholders)).ifPresent(words::add);
        }
        if (words.isEmpty() || words.size() < items.size()) {
            return Optional.empty();
        }
        checkProgram(items.get(0), words.get(0), placeholders);
        return Optional.of(List.copyOf(words));
    }

    private static void checkProgram(Value value, String text, Set<String> placeholders) {
        boolean below = placeholders.contains(Placeholders.SERVER_ROOT)
                && text.startsWith(Placeholders.written(Placeholders.SERVER_ROOT) + "/");
        // an installation is named by an absolute path; the instance is a folder in it
        String program = below
                ? text.substring(text.indexOf('/')).replace(Placeholders.written(Placeholders.INSTANCE), "instance")
                : text;
        boolean relative = program.contains("/") && !program.startsWith("/");
        if (program.isBlank() || relative || program.startsWith("-") || program.contains("{")) {
            value.problem("'" + Problems.shown(text) + "' is not an absolute path or the name of a program");
        }
    }

    private static String checked(Value value, String word, Set<String> placeholders) {
        Matcher matcher = PLACEHOLDER.matcher(word);
        while (matcher.find()) {
            if (!placeholders.contains(matcher.group(1))) {
                String known = placeholders.isEmpty() ? "none is" : "{" + String.join("}, {", placeholders) + "}";
                value.problem("unknown placeholder " + Problems.shown(matcher.group()) + "; known here: " + known);
            }
        }
        return word;
    }
}
