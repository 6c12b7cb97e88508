package org.hamail.recovery.core;

import org.hamail.recovery.event.Series;

/**
 * A series of which the core shows nothing that can be relied on.
 *
 * @param reason one sentence without a full stop: the fact, then what to do
 */
public record NotShown(String logicalHost, Series series, String reason) implements SeriesView {}
