package org.hamail.simulator;

import java.nio.file.Path;

/**
 * A defect that can be put into a source: one place in its text, and what stands there instead.
 *
 * @param name what it does, for people
 * @param file below the package org.hamail
 * @param sound must be in the file exactly once
 */
record Defect(String name, String file, String sound, String defective) {
    Path path() {
        return Planted.source(file);
    }

    /** {@code text} with the defect in it. */
    String planted(String text) {
        int at = text.indexOf(sound);
        if (at < 0 || text.indexOf(sound, at + 1) >= 0) {
            throw new IllegalStateException(
                    "'" + name + "': its place is " + (at < 0 ? "not" : "more than once") + " in " + file);
        }
        return text.substring(0, at) + defective + text.substring(at + sound.length());
    }
}
