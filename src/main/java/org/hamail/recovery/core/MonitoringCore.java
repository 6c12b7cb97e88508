package org.hamail.recovery.core;

/** The monitoring core that watches the mail services, asked how things stand. */
public interface MonitoringCore {
    /** What it shows now; never an exception, and always within the time limit of the reader. */
    CoreReading read();
}
