package org.hamail.config.yaml;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with one file, so that it can be told all at once. */
public final class Problems {
    private static final Comparator<Problem> AS_IN_FILE =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    private final String file;
    private final Set<Problem> errors = new LinkedHashSet<>();
    private final Set<Problem> warnings = new LinkedHashSet<>();

    public Problems(String file) {
        this.file = file;
    }

    /** About the file as a whole. */
    public void add(String message) {
        errors.add(new Problem(file, 0, 0, "", message));
    }

    void add(int line, int column, String key, String message) {
        errors.add(new Problem(file, line, column, key, message));
    }

    public void add(YamlNode at, String key, String message) {
        add(at.line(), at.column(), key, message);
    }

    void warn(YamlNode at, String key, String message) {
        warnings.add(new Problem(file, at.line(), at.column(), key, message));
    }

    public List<Problem> warnings() {
        return warnings.stream().sorted(AS_IN_FILE).toList();
    }

    public void throwIfAny() throws ConfigException {
        if (!errors.isEmpty()) {
            throw new ConfigException(errors.stream().sorted(AS_IN_FILE).toList());
        }
    }

    /** Without a document only the reasons for that can be told. */
    public void throwIfAnyBut(Optional<YamlNode> document) throws ConfigException {
        if (document.isEmpty()) {
            throwIfAny();
        }
    }

    /** Text of the file, fit to stand in a message: one line, harmless, not long. */
    public static String shown(String raw) {
        int[] kept = raw.codePoints()
                .limit(200)
                .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> Character.getType(c) != Character.FORMAT && c != '|')
                .limit(61)
                .toArray();
        String text = new String(kept, 0, Math.min(kept.length, 60)).strip();
        return kept.length > 60 ? text + "..." : text;
    }
}
