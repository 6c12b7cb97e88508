package org.hamail.directory;

import java.time.Duration;
import java.util.Map;

/**
 * How long a conversation took.
 *
 * @param total from the first look-up to the end
 * @param phases each phase that began, but for the look-up, in their order
 */
public record Timings(Duration total, Map<Phase, Duration> phases) {}
