package org.hamail.recovery.core;

import org.hamail.recovery.core.MonitoringCore.CoreReading;

/** The monitoring core that watches the mail services, asked how things stand. */
public interface MonitoringCore {
    /** What it shows now; never an exception, and always within the time limit of the reader. */
    CoreReading read();

    /** What came of asking the core: its view, or why there is none. */
    sealed interface CoreReading permits CoreView, CoreUnreadable {}

    /**
     * The core's view cannot be had.
     *
     * @param reason one sentence without a full stop: the fact, then what to do
     */
    record CoreUnreadable(String reason) implements CoreReading {}

    /** Why there is no view: its message is one sentence for people. */
    static final class CannotRead extends Exception {
        private static final long serialVersionUID = 1L;

        CannotRead(String reason) {
            super(reason);
        }

        CannotRead(String reason, Throwable cause) {
            super(reason, cause);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
