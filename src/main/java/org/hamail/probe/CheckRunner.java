package org.hamail.probe;

import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.ServerText;
import org.hamail.probe.Probe.CannotObserve;
import org.hamail.probe.Probe.Evaluation;
import org.hamail.time.Deadline;

/** The one guard: whatever a probe does, a result comes out, and our own defects are never taken for the target's. */
public final class CheckRunner {
    private CheckRunner() {}

    /** Probes and evaluates; {@code label} names the check when there is no result. */
    public static <O> CheckResult run(String label, Probe<O> probe, Evaluation<O> evaluation, Deadline deadline) {
        try {
            return evaluation.evaluate(probe.observe(deadline));
        } catch (CannotObserve e) {
            return CheckResult.of(label, Cause.BLIND, ServerText.of(String.valueOf(e.getMessage())));
        } catch (Throwable e) { // whatever it is, it must not look like the target's
            return internal(label, e);
        }
    }

    /** The result of a defect of our own; where memory or threads are lacking, of the observer's. */
    public static CheckResult internal(String label, Throwable defect) {
        if (defect instanceof OutOfMemoryError) {
            return CheckResult.of(
                    label,
                    Cause.BLIND,
                    ServerText.of("this machine has no memory or thread left: " + defect.getMessage()));
        }
        return CheckResult.of(label, Cause.INTERNAL, ServerText.of("a defect of hamail: " + defect));
    }
}
