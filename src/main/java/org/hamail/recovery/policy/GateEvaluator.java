package org.hamail.recovery.policy;

/** Judges one gate of a plan. */
@FunctionalInterface
interface GateEvaluator {
    GateResult judge(Plan plan);
}
