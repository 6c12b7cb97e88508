package org.hamail.recovery.action;

/** What a probe of the worker's own saw of one role; {@code detail} is the probe's line. */
public sealed interface Sight {
    String detail();

    /** It serves. */
    record Serves(String detail) implements Sight {}

    /** It answers, but not well: alive, so that nothing is to be moved or restarted, and not yet verified either. */
    record Limps(String detail) implements Sight {}

    /** It does not serve. */
    record Fails(String detail) implements Sight {}

    /** The probe could not see: no evidence of anything. */
    record CannotTell(String detail) implements Sight {}
}
