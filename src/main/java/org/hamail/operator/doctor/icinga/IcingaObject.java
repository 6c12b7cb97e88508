package org.hamail.operator.doctor.icinga;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One object with the attributes that the doctor asks about; a nested one is called by its path, {@code vars.mail_daemon}. */
final class IcingaObject {
    static final Set<String> TYPES =
            Set.of("Service", "Host", "CheckCommand", "EventCommand", "Endpoint", "Zone", "IcingaApplication");

    private static final Set<String> ATTRIBUTES = Set.of(
            "address",
            "check_command",
            "check_interval",
            "check_timeout",
            "command_endpoint",
            "command",
            "enable_active_checks",
            "enable_event_handler",
            "enable_event_handlers",
            "endpoints",
            "event_command",
            "host",
            "host_name",
            "name",
            "parent",
            "templates",
            "timeout");

    private final String type;
    private final String name;
    private String declared = "";
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    IcingaObject(String type, String name) {
        this.type = type;
        this.name = name;
    }

    String type() {
        return type;
    }

    String name() {
        return name;
    }

    static boolean isKept(String path) {
        return ATTRIBUTES.contains(path) || path.startsWith("vars.mail_") || path.startsWith("arguments");
    }

    void declaredAt(String place) {
        declared = place.startsWith(":") ? "" : place; // Icinga's own objects stand in no file
    }

    void put(String path, String value) {
        if (isKept(path)) {
            values.put(path, value.intern());
        }
    }

    /** The last place that says so is the one in force. */
    void modifiedAt(String path, String place) {
        if (isKept(path) && !place.startsWith(":")) {
            places.put(path, place);
        }
    }

    Optional<String> get(String path) {
        return Optional.ofNullable(values.get(path)).filter(value -> !value.isEmpty() && !value.equals("null"));
    }

    Optional<Double> number(String path) {
        try {
            return get(path).map(Double::parseDouble);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isFalse(String path) {
        return get(path).map(value -> value.equals("false")).orElse(false);
    }

    /** The words of a list. */
    List<String> list(String path) {
        String text = values.getOrDefault(path, "").replaceAll("^\\[\\s*|\\s*]$", "");
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(",\\s*")).stream()
                        .map(word -> word.replaceAll("^\"|\"$", ""))
                        .toList();
    }

    /** All values of the command and of its arguments. */
    List<String> words() {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("arguments.")
                        || entry.getKey().equals("command"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Where the attribute is set, or the object where it is not. */
    String place(String path) {
        return places.getOrDefault(path, declared.isEmpty() ? type + " " + name : declared);
    }
}
