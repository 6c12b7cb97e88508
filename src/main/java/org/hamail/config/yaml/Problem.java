package org.hamail.config.yaml;

/**
 * One thing that is wrong in a configuration, or that is allowed and most likely not meant: an error or a warning of
 * {@link Problems}.
 *
 * @param file as it was named
 * @param line from 1; 0 when the file as a whole is meant
 * @param column from 1
 * @param key the full way to the value, e.g. {@code logical_hosts.mail1.policy.settle}; empty outside of any key
 * @param message for people
 */
public record Problem(String file, int line, int column, String key, String message) {
    /** {@code FILE:LINE:COLUMN: KEY: message}. */
    @Override
    public String toString() {
        String place = line == 0 ? "" : ":" + line + ":" + column;
        return file + place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
