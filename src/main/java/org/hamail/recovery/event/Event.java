package org.hamail.recovery.event;

/** One thing that happened to a logical host, as the journal keeps it. */
public sealed interface Event
        permits Notification, CoreReport, DecisionRecord, Intent, Outcome, Verification, OwnProbe, OperatorCommand {}
