package org.hamail.recovery.core;

/** What came of asking the core: its view, or why there is none. */
public sealed interface CoreReading permits CoreView, CoreUnreadable {}
