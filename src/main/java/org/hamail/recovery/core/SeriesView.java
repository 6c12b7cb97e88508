package org.hamail.recovery.core;

/** What the core shows of one series of a logical host: one service, or why it cannot be told. */
public sealed interface SeriesView permits CoreService, NotShown {}
