package org.hamail.operator.replay.log;

/**
 * Something that could not be read.
 *
 * @param line from 1; 0 for the file as a whole
 */
public record Unreadable(String file, long line, String why) {}
