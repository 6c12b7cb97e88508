package org.hamail.operator.doctor.nagios;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One {@code define} of an object configuration file, as it is written; only what the doctor asks about is kept. */
final class ConfigObject {
    private final String type;
    private final String file;
    private final int line;
    private final Map<String, Written> directives = new HashMap<>();

    private record Written(String value, int line) {}

    ConfigObject(String type, String file, int line) {
        this.type = type;
        this.file = file;
        this.line = line;
    }

    String type() {
        return type;
    }

    String place() {
        return file + ":" + line;
    }

    int line() {
        return line;
    }

    void put(String name, String value, int at) {
        directives.put(name, new Written(value, at));
    }

    @Nullable
    Directive own(String name) {
        Written written = directives.get(name);
        return written == null ? null : new Directive(written.value(), file + ":" + written.line());
    }

    /** The same without its place. */
    String text(String name) {
        Written written = directives.get(name);
        return written == null ? "" : written.value();
    }
}
