package org.hamail.operator.replay.log;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log that says something about the state of a service or a host.
 *
 * @param at seconds since 1970
 * @param service empty for a host
 * @param state of a service or host, or what happened to a downtime
 * @param text the output of the check, or the text of a downtime
 */
public record LogEvent(
        long at,
        LogKind kind,
        String host,
        String service,
        String state,
        String stateType,
        String attempt,
        String text) {
    /** What a line is about. */
    public enum LogKind {
        SERVICE_ALERT("SERVICE ALERT", 6),
        CURRENT_SERVICE("CURRENT SERVICE STATE", 6),
        INITIAL_SERVICE("INITIAL SERVICE STATE", 6),
        HOST_ALERT("HOST ALERT", 5),
        CURRENT_HOST("CURRENT HOST STATE", 5),
        INITIAL_HOST("INITIAL HOST STATE", 5),
        SERVICE_DOWNTIME("SERVICE DOWNTIME ALERT", 4),
        HOST_DOWNTIME("HOST DOWNTIME ALERT", 3);

        private final String words;
        private final int fields;

        LogKind(String words, int fields) {
            this.words = words;
            this.fields = fields;
        }

        public String words() {
            return words;
        }

        /** How many fields stand behind the colon, the last of which may have semicolons of its own. */
        public int fields() {
            return fields;
        }

        public boolean ofHost() {
            return this == HOST_ALERT || this == CURRENT_HOST || this == INITIAL_HOST || this == HOST_DOWNTIME;
        }

        public boolean ofDowntime() {
            return this == SERVICE_DOWNTIME || this == HOST_DOWNTIME;
        }

        /** Whether it reports a change, and does not only repeat how things stand. */
        public boolean isReport() {
            return this == SERVICE_ALERT;
        }

        public static @Nullable LogKind of(String words) {
            for (LogKind kind : values()) {
                if (kind.words.equals(words)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /** The same, in words that {@code known} keeps. */
    LogEvent withKnown(UnaryOperator<String> known) {
        return new LogEvent(
                at,
                kind,
                known.apply(host),
                known.apply(service),
                known.apply(state),
                known.apply(stateType),
                known.apply(attempt),
                known.apply(text));
    }
}
