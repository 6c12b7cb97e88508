package org.hamail.operator.doctor.nagios;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command as a service names it, {@code name!argument!argument}. */
final class CommandCall {
    private final String name;
    private final Optional<String> line;
    private final String place;
    private final List<String> words;

    private CommandCall(String name, Optional<String> line, String place) {
        this.name = name;
        this.line = line;
        this.place = place;
        this.words = ShellWords.of(line.orElse(""));
    }

    static CommandCall of(Directive named, ObjectTable objects, Map<String, String> userMacros) {
        List<String> parts = parts(named.value());
        ConfigObject command = objects.commands().get(parts.get(0));
        Directive written = command == null ? null : command.own("command_line");
        if (written == null) {
            return new CommandCall(parts.get(0), Optional.empty(), named.place());
        }
        String line = filled(written.value(), parts, userMacros);
        return new CommandCall(parts.get(0), Optional.of(line), written.place());
    }

    private static String filled(String written, List<String> parts, Map<String, String> userMacros) {
        String line = written;
        for (int i = 1; i < parts.size(); i++) {
            line = line.replace("$ARG" + i + "$", parts.get(i));
        }
        line = line.replaceAll("\\$ARG\\d+\\$", "");
        for (var macro : userMacros.entrySet()) {
            line = line.replace("$" + macro.getKey() + "$", macro.getValue());
        }
        return line;
    }

    String name() {
        return name;
    }

    /** With its arguments and the user's macros in their places; empty where the command is not defined. */
    Optional<String> line() {
        return line;
    }

    /** Where the line stands, or where the command is named that is not defined. */
    String place() {
        return place;
    }

    List<String> words() {
        return words;
    }

    /** The value of an option, joined to it or behind it. */
    Optional<String> option(String shortName, String longName) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if ((word.equals(shortName) || word.equals(longName)) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
            if (word.startsWith(longName + "=")) {
                return Optional.of(word.substring(longName.length() + 1));
            }
            if (word.startsWith(shortName) && word.length() > shortName.length() && !word.startsWith("--")) {
                return Optional.of(word.substring(shortName.length()));
            }
        }
        return Optional.empty();
    }

    /** Whether one of its words is the program {@code name}, in whatever folder. */
    boolean names(String program) {
        return words.stream().anyMatch(word -> word.equals(program) || word.endsWith("/" + program));
    }

    /** An exclamation mark ends an argument unless a backslash stands before it. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        for (String part : text.split("(?<!\\\\)!", -1)) {
            parts.add(part.replace("\\!", "!").strip());
        }
        return parts;
    }
}
