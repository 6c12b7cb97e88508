package org.hamail.config.yaml;

import java.util.List;

/** A piece of a YAML document and where it stands; line and column from 1. */
public sealed interface YamlNode {
    int line();

    int column();

    /** {@code plain} = written without quotes, so that it may be a number or nothing. */
    record Scalar(String text, boolean plain, int line, int column) implements YamlNode {
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        /** Whether YAML 1.2 reads it as something else than text (core schema, section 10.3.2); {@code on} is text. */
        boolean isTyped() {
            return plain && (isNothing() || isBoolean() || isNumber());
        }

        private boolean isBoolean() {
            return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        }

        private boolean isNumber() {
            return text.matches(
                    "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(?i:inf)|\\.(?i:nan)");
        }
    }

    /** A list. */
    record Listing(List<YamlNode> items, int line, int column) implements YamlNode {}

    /** Keys and their values; no key twice. */
    record Mapping(List<MapEntry> entries, int line, int column) implements YamlNode {}

    /** One key with its value. */
    record MapEntry(Scalar key, YamlNode value) {}
}
