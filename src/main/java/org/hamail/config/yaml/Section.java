package org.hamail.config.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping whose keys are asked for one after the other; those that nobody asked for are unknown. */
public final class Section {
    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, YamlNode.Scalar> names = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    public Section(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            names.put(name, entry.key());
            values.put(name, new Value(entry.value(), entry.key(), join(path, name), problems));
        }
    }

    /** The way to {@code key} below {@code path}. */
    public static String join(String path, String key) {
        return path.isEmpty() ? Problems.shown(key) : path + "." + Problems.shown(key);
    }

    /** The value of a key that may be missing. */
    public Optional<Value> get(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** The value of a key that must be there. */
    public Optional<Value> need(String key) {
        Optional<Value> value = get(key);
        if (value.isEmpty()) {
            problems.add(mapping, join(path, key), "is missing");
        }
        return value;
    }

    /** All values by key, where the administrator chooses the keys. */
    public Map<String, Value> all() {
        known.addAll(values.keySet());
        return values;
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Reports every key that was not asked for. */
    public void refuseOthers() {
        for (var entry : names.entrySet()) {
            if (!known.contains(entry.getKey())) {
                String message = "unknown key; known here: " + String.join(", ", known);
                problems.add(entry.getValue(), join(path, entry.getKey()), message);
            }
        }
    }

    public void warn(String message) {
        problems.warn(mapping, path, message);
    }

    /** Reports something about the section as a whole, or about a key that is not there. */
    public void problem(String message) {
        problems.add(mapping, path, message);
    }
}
