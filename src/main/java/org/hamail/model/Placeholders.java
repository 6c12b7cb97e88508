package org.hamail.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands for <code>{logical_host}</code>, <code>{daemon}</code> and the like in commands and paths that an
 * administrator wrote.
 *
 * @param values by the name between the braces
 */
public record Placeholders(Map<String, String> values) {
    public static final String LOGICAL_HOST = "logical_host";
    /** A role, or {@code all}. */
    public static final String DAEMON = "daemon";
    /** The node that holds the service. */
    public static final String FROM = "from";
    /** The node that shall hold it. */
    public static final String TO = "to";

    public static final String SERVER_ROOT = "server_root";
    public static final String INSTANCE = "instance";

    public Placeholders {
        values = Map.copyOf(values);
    }

    /** Nothing is known yet. */
    public static Placeholders none() {
        return new Placeholders(Map.of());
    }

    /** The same with one more. */
    public Placeholders with(String name, String value) {
        var more = new HashMap<>(values);
        more.put(name, value);
        return new Placeholders(more);
    }

    /** The same with one more, where there is one. */
    public Placeholders with(String name, Optional<String> value) {
        return value.isPresent() ? with(name, value.get()) : this;
    }

    /** How {@code name} is written. */
    public static String written(String name) {
        return "{" + name + "}";
    }

    /** Whether {@code text} has a placeholder that is not known. */
    public boolean leavesOpen(String text) {
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close >= 0 && !values.containsKey(text.substring(open + 1, close))) {
                return true;
            }
            open = close < 0 ? -1 : text.indexOf('{', close);
        }
        return false;
    }

    /** The words of a command, none of which becomes two; what is not known stays as it is written. */
    public List<String> fill(List<String> words) {
        var filled = new ArrayList<String>(words.size());
        for (String word : words) {
            filled.add(fill(word));
        }
        return List.copyOf(filled);
    }

    /** {@code text} in one pass, so that a value which looks like a placeholder is not filled in again. */
    public String fill(String text) {
        var filled = new StringBuilder();
        int from = 0;
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = text.indexOf('}', open);
            String value = close < 0 ? null : values.get(text.substring(open + 1, close));
            int next = value == null ? open + 1 : close + 1;
            filled.append(text, from, value == null ? next : open).append(value == null ? "" : value);
            from = next;
            open = text.indexOf('{', from);
        }
        return filled.append(text.substring(from)).toString();
    }
}
