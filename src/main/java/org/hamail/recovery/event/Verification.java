package org.hamail.recovery.event;

/** Whether the service was seen to work after the action of an intent. */
public record Verification(String id, boolean ok, String detail) implements Event {}
