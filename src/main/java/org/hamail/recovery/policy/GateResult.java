package org.hamail.recovery.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a gate said.
 *
 * @param value what was observed
 * @param limit what it was compared with
 * @param source who said so
 * @param age of the observation in seconds
 * @param opensIn how long a wait would open it
 * @param rule that a closed gate decides by; null when it refuses nothing
 * @param detail for the sentence of that rule
 */
record GateResult(
        GateVerdict verdict,
        @Nullable String value,
        @Nullable String limit,
        @Nullable String source,
        @Nullable Long age,
        @Nullable Duration opensIn,
        @Nullable Rule rule,
        String detail) {
    /** Open, closed; needed but not asked yet; or nothing to judge. */
    enum GateVerdict {
        OPEN,
        CLOSED,
        NOT_ASKED,
        NOT_NEEDED
    }

    private static final GateResult NOT_NEEDED = silent(GateVerdict.NOT_NEEDED, "not needed");
    private static final GateResult NOT_CONFIGURED = silent(GateVerdict.NOT_NEEDED, "not configured");
    private static final GateResult NOT_ASKED = silent(GateVerdict.NOT_ASKED, "not asked");

    private static GateResult silent(GateVerdict verdict, String value) {
        return new GateResult(verdict, value, null, null, null, null, null, "");
    }

    static GateResult notNeeded() {
        return NOT_NEEDED;
    }

    static GateResult notConfigured() {
        return NOT_CONFIGURED;
    }

    static GateResult notAsked() {
        return NOT_ASKED;
    }

    static GateResult open(@Nullable String value, @Nullable String limit, @Nullable String source) {
        return new GateResult(GateVerdict.OPEN, value, limit, source, null, null, null, "");
    }

    static GateResult closed(
            Rule rule, String detail, @Nullable String value, @Nullable String limit, @Nullable String source) {
        return new GateResult(GateVerdict.CLOSED, value, limit, source, null, null, rule, detail);
    }

    /** An unreadable gate is a closed gate. */
    static GateResult unreadable(Rule rule, String reason, String source) {
        return closed(rule, reason, "unreadable: " + reason, null, source);
    }

    GateResult aged(long seconds) {
        return new GateResult(verdict, value, limit, source, seconds, opensIn, rule, detail);
    }

    GateResult opensIn(Duration wait) {
        return new GateResult(verdict, value, limit, source, age, wait, rule, detail);
    }

    /** Closed in a way that decides; a spent budget only leaves the failover. */
    boolean refuses() {
        return verdict == GateVerdict.CLOSED && rule != null;
    }

    /** Judges one gate of a plan. */
    @FunctionalInterface
    interface GateEvaluator {
        GateResult judge(Plan plan);
    }
}
