package org.hamail.probe;

import org.hamail.plugin.CheckResult;

/**
 * Judges an observation by the thresholds that were asked for.
 *
 * @param <O> the observation
 */
@FunctionalInterface
public interface Evaluation<O> {
    CheckResult evaluate(O observation);
}
