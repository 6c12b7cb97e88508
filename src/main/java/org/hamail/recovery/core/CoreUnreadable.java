package org.hamail.recovery.core;

/**
 * The core's view cannot be had.
 *
 * @param reason one sentence without a full stop: the fact, then what to do
 */
public record CoreUnreadable(String reason) implements CoreReading {}
