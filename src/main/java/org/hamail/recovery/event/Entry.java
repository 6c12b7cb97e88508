package org.hamail.recovery.event;

/** An event with its place in the journal. */
public record Entry(long seq, Moment at, Event event) {}
