package org.hamail.plugin;

/** The four states of a check, with the exit codes of the Monitoring Plugins guidelines. */
public enum Status {
    OK(0),
    WARNING(1),
    CRITICAL(2),
    UNKNOWN(3);

    private final int exitCode;

    Status(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** The graver of the two; CRITICAL is graver than UNKNOWN, because somebody must get up for it. */
    public Status worseOf(Status other) {
        return severity() >= other.severity() ? this : other;
    }

    /** No two have the same, so for a mutation test {@code >} and {@code >=} above are one. */
    private int severity() {
        return switch (this) {
            case OK -> 0;
            case WARNING -> 1;
            case UNKNOWN -> 2;
            case CRITICAL -> 3;
        };
    }
}
