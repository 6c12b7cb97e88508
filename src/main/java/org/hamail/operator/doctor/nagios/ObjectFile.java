package org.hamail.operator.doctor.nagios;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one object configuration file, or the object cache, line by line as Nagios does. */
final class ObjectFile {
    private static final Set<String> TYPES = Set.of("host", "hostgroup", "service", "command");
    private static final Set<String> KEPT = Set.of(
            "name",
            "use",
            "register",
            "host_name",
            "hostgroup_name",
            "hostgroups",
            "hostgroup_members",
            "members",
            "service_description",
            "check_command",
            "event_handler",
            "event_handler_enabled",
            "max_check_attempts",
            "check_interval",
            "normal_check_interval",
            "check_freshness",
            "freshness_threshold",
            "command_name",
            "command_line");

    private final Path file;
    private final Consumer<ConfigObject> objects;
    private final BiConsumer<Integer, String> problems;
    private final Includes includes;
    private @Nullable ConfigObject open;
    private boolean isKept;

    /** What an object file names besides objects. */
    interface Includes {
        void include(String directive, String path);
    }

    ObjectFile(Path file, Consumer<ConfigObject> objects, BiConsumer<Integer, String> problems, Includes includes) {
        this.file = file;
        this.objects = objects;
        this.problems = problems;
        this.includes = includes;
    }

    void read() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                int first = number;
                while (line.endsWith("\\") && !line.endsWith("\\\\")) {
                    String next = in.readLine();
                    number++;
                    line = line.substring(0, line.length() - 1) + (next == null ? "" : next.strip());
                }
                line(line.strip(), first);
            }
        }
        if (open != null) {
            problems.accept(open.line(), "the define has no closing }");
        }
    }

    private void line(String line, int number) {
        if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
            return;
        }
        if (line.charAt(0) == '}') {
            close(number);
        } else if (line.startsWith("define") && line.length() > 6 && Character.isWhitespace(line.charAt(6))) {
            open(line, number);
        } else if (open != null) {
            directive(open, line, number);
        } else if (line.startsWith("include_file=") || line.startsWith("include_dir=")) {
            int at = line.indexOf('=');
            includes.include(line.substring(0, at), line.substring(at + 1).strip());
        } else {
            problems.accept(number, "text outside of a define");
        }
    }

    private void open(String line, int number) {
        if (open != null) {
            problems.accept(open.line(), "the define has no closing }");
        }
        int brace = line.indexOf('{');
        String type = (brace < 0 ? line.substring(6) : line.substring(6, brace)).strip();
        if (brace < 0 || !line.substring(brace + 1).isBlank() || type.isEmpty()) {
            problems.accept(number, "a define must read: define TYPE {, and a line break");
        }
        open = new ConfigObject(type.toLowerCase(Locale.ROOT).intern(), file.toString(), number);
        isKept = TYPES.contains(open.type());
    }

    private void close(int number) {
        if (open == null) {
            problems.accept(number, "a } without its define");
        } else if (isKept) {
            objects.accept(open);
        }
        open = null;
    }

    private void directive(ConfigObject object, String line, int number) {
        if (!isKept) {
            return;
        }
        String name = firstWord(line);
        if (name.charAt(0) != '_' && !KEPT.contains(name)) {
            return;
        }
        String value = withoutComment(line.substring(name.length())).strip();
        // Nagios keeps custom variables in capitals
        object.put(name.charAt(0) == '_' ? name.toUpperCase(Locale.ROOT) : name, value.intern(), number);
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    /** A semicolon begins a comment unless a backslash stands before it. */
    private static String withoutComment(String text) {
        for (int at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
            if (at == 0 || text.charAt(at - 1) != '\\') {
                return text.substring(0, at).replace("\\;", ";");
            }
        }
        return text.replace("\\;", ";");
    }
}
