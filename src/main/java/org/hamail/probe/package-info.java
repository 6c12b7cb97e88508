/**
 * What every probe has in common: {@link org.hamail.probe.Probe} observes within a deadline, {@link
 * org.hamail.probe.Evaluation} judges what it saw, {@link org.hamail.probe.CheckRunner} turns both into a result.
 */
@NullMarked
package org.hamail.probe;

import org.jspecify.annotations.NullMarked;
