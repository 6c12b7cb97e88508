package org.hamail.recovery.verify;

/** What a probe of the worker's own saw of one role; {@code detail} is the probe's line. */
public sealed interface ProbeOutcome {
    String detail();

    /** The same, saying which role it is about. */
    ProbeOutcome of(String role);

    /** It serves. */
    record Serves(String detail) implements ProbeOutcome {
        @Override
        public ProbeOutcome of(String role) {
            return new Serves(role + ": " + detail);
        }
    }

    /** It answers, but not well: alive, so that nothing is to be moved or restarted, and not yet verified either. */
    record Limps(String detail) implements ProbeOutcome {
        @Override
        public ProbeOutcome of(String role) {
            return new Limps(role + ": " + detail);
        }
    }

    /** It did not serve the probe in time, and was seen serving others: not hung, and nothing that a restart would mend. */
    record Full(String detail) implements ProbeOutcome {
        @Override
        public ProbeOutcome of(String role) {
            return new Full(role + ": " + detail);
        }
    }

    /** It does not serve. */
    record Fails(String detail) implements ProbeOutcome {
        @Override
        public ProbeOutcome of(String role) {
            return new Fails(role + ": " + detail);
        }
    }

    /** The probe was made and could not see: no evidence of anything. */
    record CannotTell(String detail) implements ProbeOutcome {
        @Override
        public ProbeOutcome of(String role) {
            return new CannotTell(role + ": " + detail);
        }
    }

    /** No probe could be made, because its node cannot be reached. */
    record NotReached(String detail) implements ProbeOutcome {
        @Override
        public ProbeOutcome of(String role) {
            return new NotReached(role + ": " + detail);
        }
    }
}
