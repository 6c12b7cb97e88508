package org.hamail.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The switch that people set: whether hamail may act on a logical host. It survives everything and never turns by itself.
 *
 * @param until ISO 8601, UTC; when it has passed, people are reminded, nothing else
 */
public record ServiceState(Switch position, String who, String reason, Optional<String> since, Optional<String> until) {
    /** On: acted on. Paused: observed only. Off: stopped and not acted on. */
    public enum Switch {
        ON,
        PAUSED,
        OFF;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /** Position and who put it there, as in "off by alice". */
    public String sentence() {
        return who.isEmpty() ? position.word() : position.word() + " by " + who;
    }

    /** The state of a logical host that nobody has ever switched. */
    public static ServiceState initial() {
        return new ServiceState(Switch.ON, "", "", Optional.empty(), Optional.empty());
    }
}
