package org.hamail.plugin;

import java.util.Optional;
import java.util.Set;

/** Why a check is not OK: the closed list of words that stand in the bracket of its output. */
public enum Cause {
    ABSENT("absent", Status.CRITICAL),
    TIMEOUT("timeout", Status.CRITICAL),
    SATURATED("saturated", Status.CRITICAL),
    REFUSED("refused", Status.CRITICAL),
    RESET("reset", Status.CRITICAL),
    CLOSED("closed", Status.CRITICAL),
    UNREACHABLE("unreachable", Status.CRITICAL),
    GARBLED("garbled", Status.CRITICAL),
    REJECTED("rejected", Status.CRITICAL),
    TEMPFAIL("tempfail", Status.WARNING),
    TLS("tls", Status.CRITICAL),
    CERTIFICATE("certificate", Status.CRITICAL),
    AUTH("auth", Status.CRITICAL),
    MISMATCH("mismatch", Status.WARNING),
    SLOW("slow", Status.WARNING),
    DNS("dns", Status.CRITICAL),
    TOO_MANY("too-many", Status.WARNING),
    TOO_FEW("too-few", Status.WARNING),
    STALE("stale", Status.WARNING),
    UNDELIVERED("undelivered", Status.CRITICAL),
    DIRECTORY("directory", Status.CRITICAL),
    PAUSED("paused", Status.WARNING),
    OFF("off", Status.WARNING),
    OVERDUE("overdue", Status.CRITICAL),
    ACTING("acting", Status.WARNING),
    FAILED("failed", Status.CRITICAL),
    INDETERMINATE("indeterminate", Status.CRITICAL),
    BLOCKED("blocked", Status.CRITICAL),
    PENDING("pending", Status.CRITICAL),
    HELD("held", Status.CRITICAL),
    UNHEARD("unheard", Status.CRITICAL),
    BLIND("blind", Status.UNKNOWN),
    USAGE("usage", Status.UNKNOWN),
    INTERNAL("internal", Status.UNKNOWN);

    private static final String RESOLVE = "resolve";

    /** Where a conversation can be when its time is over: what may stand behind the slash of {@code timeout/PHASE}. */
    private static final Set<String> PHASES = Set.of(
            RESOLVE, "connect", "tls", "greeting", "hello", "login", "command", "quit", "submit", "delivery", "fetch");

    private final String word;
    private final Status status;

    Cause(String word, Status status) {
        this.word = word;
        this.status = status;
    }

    /** As printed between the brackets. */
    public String word() {
        return word;
    }

    /** The state that this cause gives unless {@code --on}, a range or a role says otherwise. */
    public Status status() {
        return status;
    }

    /** The cause with this word; empty for a word outside the closed list, which is then no evidence of anything. */
    public static Optional<Cause> of(String word) {
        for (Cause cause : values()) {
            if (cause.word.equals(word)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** The same for a bracket with {@code phase}: only a time-out has one, and only one of those that there are. */
    public static Optional<Cause> of(String word, Optional<String> phase) {
        return of(word).filter(cause -> phase.isEmpty() || cause.canBeIn(phase.get()));
    }

    /** Nobody has been seen serving others before the name was resolved. */
    private boolean canBeIn(String phase) {
        return PHASES.contains(phase) && (this == TIMEOUT || (this == SATURATED && !phase.equals(RESOLVE)));
    }

    /** Whether it is about recovery itself: what only {@code check_mail_ha} says. */
    public boolean isOfRecovery() {
        return switch (this) {
            case PAUSED, OFF, OVERDUE, ACTING, FAILED, INDETERMINATE, BLOCKED, PENDING, HELD, UNHEARD -> true;
            default -> false;
        };
    }

    /**
     * Whether it says nothing of the mail server: what the observer itself suffers (no name server, no route, no sight, wrong
     * words), and the directory, which no action on the mail server repairs. It is told to people and is never evidence,
     * whatever is configured.
     */
    public boolean isNeverEvidence(Optional<String> phase) {
        return switch (this) {
            case DNS, UNREACHABLE, DIRECTORY, BLIND, USAGE, INTERNAL -> true;
            case TIMEOUT -> phase.equals(Optional.of(RESOLVE));
            default -> false;
        };
    }
}
