package org.hamail.probe;

import java.time.Duration;
import java.util.Map;

/**
 * How long a conversation took.
 *
 * @param total from the first look-up to the end
 * @param phases each phase that began, in the order in which it first did
 */
public record Timings(Duration total, Map<Phase, Duration> phases) {}
