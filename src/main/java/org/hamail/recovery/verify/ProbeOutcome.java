package org.hamail.recovery.verify;

/** What a probe of the worker's own saw of one role; {@code detail} is the probe's line. */
public record ProbeOutcome(Meaning meaning, String detail) {
    /** What is done about it, the least grave first. */
    public enum Meaning {
        SERVES,
        /** It answers, but not well: alive, so that nothing is to be moved or restarted, and not yet verified either. */
        DEGRADED,
        /** It does not serve us, and its own node sees it serve: the way between us and the node is suspected. */
        SERVED_ON_ITS_NODE,
        /** It did not serve the probe in time, and was seen serving others: not hung, and nothing that a restart would mend. */
        FULL,
        /** The probe was made and could not see: no evidence of anything. */
        CANNOT_TELL,
        /** No probe could be made, because its node cannot be reached. */
        NOT_REACHED,
        /** It does not serve. */
        FAILS
    }

    public static ProbeOutcome serves(String detail) {
        return new ProbeOutcome(Meaning.SERVES, detail);
    }

    public static ProbeOutcome degraded(String detail) {
        return new ProbeOutcome(Meaning.DEGRADED, detail);
    }

    public static ProbeOutcome full(String detail) {
        return new ProbeOutcome(Meaning.FULL, detail);
    }

    public static ProbeOutcome fails(String detail) {
        return new ProbeOutcome(Meaning.FAILS, detail);
    }

    public static ProbeOutcome servedOnItsNode(String detail) {
        return new ProbeOutcome(Meaning.SERVED_ON_ITS_NODE, detail);
    }

    public static ProbeOutcome cannotTell(String detail) {
        return new ProbeOutcome(Meaning.CANNOT_TELL, detail);
    }

    public static ProbeOutcome notReached(String detail) {
        return new ProbeOutcome(Meaning.NOT_REACHED, detail);
    }

    public boolean is(Meaning other) {
        return meaning == other;
    }

    /** Whether the probe told anything about the role. */
    public boolean isClear() {
        return meaning != Meaning.CANNOT_TELL && meaning != Meaning.NOT_REACHED;
    }

    /** The same, saying which role it is about. */
    ProbeOutcome of(String role) {
        return new ProbeOutcome(meaning, role + ": " + detail);
    }
}
