package org.hamail.recovery.history;

import java.util.Optional;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Outcome;

/**
 * A real action as far as the journal tells it: intent, outcome, verification.
 *
 * @param begun when the intent was written
 * @param last the last record about it
 * @param verified whether the service was seen to work after it; empty while nobody looked
 * @param acknowledged whether a person has taken note, or a later verified action has made it history
 * @param manual whether a person wanted it
 * @param healed whether the service was seen to work later although the action had failed: no reason to go further
 */
public record ActionTrace(
        Intent intent,
        boolean manual,
        Moment begun,
        Entry last,
        Optional<Outcome.Result> outcome,
        Optional<Boolean> verified,
        boolean acknowledged,
        boolean healed) {
    private static final String NO_REASON = "no reason was given";

    static ActionTrace begun(Intent intent, boolean manual, Entry entry) {
        return new ActionTrace(intent, manual, entry.at(), entry, Optional.empty(), Optional.empty(), false, false);
    }

    ActionTrace ended(Outcome.Result result, Entry entry) {
        return new ActionTrace(intent, manual, begun, entry, Optional.of(result), verified, acknowledged, healed);
    }

    ActionTrace verified(boolean ok, Entry entry) {
        return new ActionTrace(intent, manual, begun, entry, outcome, Optional.of(ok), acknowledged, healed);
    }

    ActionTrace closed() {
        return new ActionTrace(intent, manual, begun, last, outcome, verified, true, healed);
    }

    ActionTrace healedLater() {
        return new ActionTrace(intent, manual, begun, last, outcome, verified, acknowledged, true);
    }

    /** The number of the last record about it. */
    public long seq() {
        return last.seq();
    }

    /** When the last record about it was written. */
    public Moment end() {
        return last.at();
    }

    /** What it was, and when it began. */
    public String words() {
        String what = manual ? what() : intent.action().word() + " of " + intent.daemon();
        return "the " + what + " begun at " + begun.time();
    }

    /** What it was: a failover that a person wanted is a switch. */
    public String what() {
        return intent.action() == Action.FAILOVER
                ? (manual ? "switch to " : "failover to ") + intent.to().orElse("?")
                : intent.action().word() + " of " + intent.daemon();
    }

    /** In one word, or two, what came of it. */
    public String result() {
        if (good()) {
            return "verified";
        }
        if (unfinished()) {
            return "not ended";
        }
        return outcome.equals(Optional.of(Outcome.Result.INDETERMINATE)) ? "indeterminate" : "failed";
    }

    /** What the engine said when it refused it or failed to do it, cut, or that it said nothing; empty where it did neither. */
    public Optional<String> refusal() {
        return last.event() instanceof Outcome end && end.result() == Outcome.Result.FAILED
                ? Optional.of(ServerText.of(end.detail())).map(why -> why.isEmpty() ? NO_REASON : why)
                : Optional.empty();
    }

    /** How it went wrong, after its name: it was not done, or it was done in vain. */
    public String failure() {
        return refusal().map(why -> "failed: " + why).orElse(hardStop() ? "could not be verified" : "did not help");
    }

    /** What it was, when it began and ended, and what came of it. */
    public String story() {
        return what() + " begun at " + begun.time() + ", " + result() + (unfinished() ? "" : " at " + end().time());
    }

    /** In flight, or left behind by a worker that died: no outcome yet, or one that nobody has verified. */
    public boolean unfinished() {
        return outcome.isEmpty() ? verified.isEmpty() : outcome.get() != Outcome.Result.FAILED && verified.isEmpty();
    }

    /** The service was seen to work afterwards. */
    public boolean good() {
        return verified.orElse(false);
    }

    /** Over, and the service was not seen to work afterwards. */
    public boolean bad() {
        return !unfinished() && !good();
    }

    /**
     * Bad in a way after which nothing automatic may happen: a failover, or anything that nobody can tell the end of. The
     * person who moved the service was told that it does not work.
     */
    public boolean hardStop() {
        return bad()
                && ((intent.action() == Action.FAILOVER && !manual)
                        || outcome.map(result -> result == Outcome.Result.INDETERMINATE)
                                .orElse(true));
    }

    /** Certainly did not help, which people are told and which is no hard stop. */
    public boolean failed() {
        return bad() && !hardStop();
    }

    /** An automatic restart that certainly did not help: failover is next. */
    public boolean failedRestart() {
        return failed() && !manual;
    }
}
