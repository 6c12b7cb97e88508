package org.hamail.recovery.fault;

/** One thing that happened to a logical host, as the journal keeps it. */
public sealed interface Event
        permits Notification, CoreReport, DecisionMade, Intent, Outcome, Verification, OwnProbe, OperatorAct {}
