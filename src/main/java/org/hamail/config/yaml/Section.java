package org.hamail.config.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.model.NearestWord;

/** A mapping in the configuration. */
public final class Section {
    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Map<String, Value> values = new LinkedHashMap<>();

    public Section(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
        for (YamlNode.MapEntry entry : mapping.entries()) {
            String name = entry.key().text();
            values.put(name, new Value(entry.value(), entry.key(), join(path, name), problems));
        }
    }

    /** One that is not in the file. */
    public static Section empty() {
        return new Section(new YamlNode.Mapping(List.of(), 0, 0), "", new Problems(""));
    }

    /** The way to {@code key} below {@code path}. */
    public static String join(String path, String key) {
        return path.isEmpty() ? Problems.shown(key) : path + "." + Problems.shown(key);
    }

    /** What the key says; empty where it is missing or wrong. What is wrong, or must not be missing, has been reported. */
    public <T> Optional<T> get(Key<T> key) {
        if (key.needed()) {
            require(key);
        }
        Optional<Value> value = value(key);
        return value.isEmpty() ? Optional.empty() : key.kind().read(value.get());
    }

    /** The same for a key with a default. */
    public <T> T usual(Key<T> key) {
        Optional<T> read = get(key);
        return read.isPresent() ? read.get() : key.fallback().orElseThrow();
    }

    /** Reports {@code key} if it is missing. */
    public void require(Key<?> key) {
        if (!has(key)) {
            problems.add(mapping, join(path, key.name()), "is missing");
        }
    }

    public boolean has(Key<?> key) {
        return values.containsKey(key.name());
    }

    /** What stands at the key, whatever it is. */
    public Optional<Value> value(Key<?> key) {
        return value(key.name());
    }

    public Optional<Value> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** All values by key, where the administrator chooses the keys. */
    public Map<String, Value> all() {
        return values;
    }

    /** Reports every key that none of {@code known} has; they are several where it cannot be told which kind is meant. */
    public void refuseOthers(Keys... known) {
        var names = new LinkedHashSet<String>();
        for (Keys keys : known) {
            names.addAll(keys.names());
        }
        refuseOthers(List.copyOf(names));
    }

    public void refuseOthers(List<String> known) {
        for (Map.Entry<String, Value> entry : values.entrySet()) {
            if (!known.contains(entry.getKey())) {
                String meant = NearestWord.question(entry.getKey(), known);
                entry.getValue().keyProblem("unknown key" + meant + "; known here: " + String.join(", ", known));
            }
        }
    }

    /** What was {@code read} from the keys, once every key that {@code known} does not have has been reported. */
    public <T> T only(Keys known, T read) {
        refuseOthers(known);
        return read;
    }

    public void warn(String message) {
        problems.warn(mapping, path, message);
    }

    /** Reports something about the section as a whole, or about a key that is not there. */
    public void problem(String message) {
        problems.add(mapping, path, message);
    }

    /** Reports something about what stands at the key, if anything does. */
    public void problem(Key<?> key, String message) {
        value(key).ifPresent(value -> value.problem(message));
    }

    /** The same as a warning. */
    public void warn(Key<?> key, String message) {
        value(key).ifPresent(value -> value.warn(message));
    }
}
