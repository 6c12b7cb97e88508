package org.hamail.operator.replay.log;

import org.jspecify.annotations.Nullable;

/** What a line of a log is about. */
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
