package org.hamail.model;

import java.time.Duration;

/**
 * How much proves that an action has helped.
 *
 * @param successes rounds of good probes in a row
 * @param timeout for the whole verification
 * @param probeTimeout for one probe of hamail's own, in a verification and before an action
 */
public record VerificationLimits(int successes, Duration timeout, Duration probeTimeout) {}
