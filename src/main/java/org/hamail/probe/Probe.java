package org.hamail.probe;

import java.io.IOException;
import java.time.Duration;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
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

    /** The observer cannot see the target: UNKNOWN {@code [blind]}, never evidence of a fault. */
    final class CannotObserve extends Exception {
        private static final long serialVersionUID = 1L;

        public CannotObserve(String message) {
            super(message);
        }

        public CannotObserve(String message, Throwable cause) {
            super(message, cause);
        }

        /**
         * Fails when {@code lost} is not zero: what happened while this machine stood still is no news about the target, where
         * {@code cause} is one that comes from waiting.
         */
        public static void unlessRan(Duration lost, Cause cause) throws CannotObserve {
            boolean waited =
                    switch (cause) {
                        case TIMEOUT, RESET, CLOSED, UNDELIVERED -> true;
                        default -> false;
                    };
            if (waited && !lost.isZero()) {
                throw new CannotObserve("this machine stood still for " + Decimal.seconds(lost, 1) + " s");
            }
        }
    }

    /** The conversation cannot go on because of what the server said: the cause, and a sentence for people. */
    abstract class TargetFault extends IOException {
        private static final long serialVersionUID = 1L;

        private final Cause cause;

        protected TargetFault(Cause cause, String sentence) {
            super(sentence);
            this.cause = cause;
        }

        public final Cause reason() {
            return cause;
        }

        /** An expected outcome: where it was made tells nothing. */
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
