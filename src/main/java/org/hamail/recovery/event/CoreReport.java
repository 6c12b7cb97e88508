package org.hamail.recovery.event;

/** A problem that the monitoring core shows, and that no notification reported: its event handler does not reach hamail. */
public record CoreReport(Notification seen) implements Event {}
