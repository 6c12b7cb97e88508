package org.hamail.agent;

/** What a check says: its text with line ends, and its exit code. */
public record Answer(String text, int exitCode) {}
