package org.hamail.manual;

/** Text as man(7) wants it. */
final class Roff {
    private Roff() {}

    static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
