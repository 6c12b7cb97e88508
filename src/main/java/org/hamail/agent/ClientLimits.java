package org.hamail.agent;

import java.time.Duration;

/**
 * How much the clients may ask for.
 *
 * @param most clients at the same time
 * @param runs checks that run for them at the same time: they share the processors with the schedule. Beyond that a launcher
 *     starts a process of its own
 * @param patience of who finds no place among these. A core whose bridge has ended starts hundreds of launchers at once: all but the
 *     first would start Java, which takes the processors from everybody for many seconds, where most places are free again
 *     within milliseconds. Less than the 2 s after which a launcher gives up. At most half of all clients wait so: the others
 *     are left to the bridge and to events
 */
record ClientLimits(int most, int runs, Duration patience) {
    static final ClientLimits USUAL = new ClientLimits(512, 32, Duration.ofSeconds(1));
}
