package org.hamail.check;

import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;
import org.hamail.time.Deadline;

/** The one guard: whatever a probe does, a result comes out, and our own defects are never taken for the target's. */
public final class CheckRunner {
    private CheckRunner() {}

    /** Probes and judges; {@code label} names the check when there is no judgement. */
    public static <O> CheckResult run(String label, Probe<O> probe, Evaluation<O> evaluation, Deadline deadline) {
        try {
            return evaluation.evaluate(probe.observe(deadline));
        } catch (CannotObserve e) {
            return CheckResult.of(label, Cause.BLIND, ServerText.of(String.valueOf(e.getMessage())));
        } catch (Throwable e) { // a defect of ours, an exhausted memory included, must not look like the target's
            return internal(label, e);
        }
    }

    /** The result of a defect of our own. */
    public static CheckResult internal(String label, Throwable defect) {
        return CheckResult.of(label, Cause.INTERNAL, ServerText.of("a defect of hamail: " + defect));
    }
}
