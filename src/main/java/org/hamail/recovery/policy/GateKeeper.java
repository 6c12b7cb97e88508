package org.hamail.recovery.policy;

/** Judges one gate of a plan. */
@FunctionalInterface
interface GateKeeper {
    Judgement judge(Plan plan);
}
