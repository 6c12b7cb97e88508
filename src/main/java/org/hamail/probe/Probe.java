package org.hamail.probe;

import org.hamail.plugin.CheckResult;
import org.hamail.time.Deadline;

/**
 * Looks at the target once and says what it saw.
 *
 * @param <O> the observation: a value in which the target's own faults are ordinary cases
 */
@FunctionalInterface
public interface Probe<O> {
    /**
     * Observes until the deadline at the longest.
     *
     * @throws CannotObserve when the observer, not the target, is at fault
     */
    O observe(Deadline deadline) throws CannotObserve;

    /**
     * Judges an observation by the thresholds that were asked for.
     *
     * @param <O> the observation
     */
    @FunctionalInterface
    interface Evaluation<O> {
        CheckResult evaluate(O observation);
    }
}
