package org.hamail.process;

import java.util.Optional;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.Range;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;

/** Judges the number of a daemon's processes. What the observer cannot see is never taken for what is not there. */
final class CountEvaluation {
    private final ObservedDaemon daemon;
    private final CountLimits limits;
    private final Decimal count;

    private CountEvaluation(ObservedDaemon daemon) {
        this.daemon = daemon;
        this.limits = daemon.wanted().limits();
        this.count = Decimal.of(daemon.count());
    }

    static CountFinding judge(ObservedDaemon daemon) {
        return new CountEvaluation(daemon).judge();
    }

    private CountFinding judge() {
        Optional<String> blindness = daemon.pidFile().blindness();
        if (blindness.isPresent()) {
            return blind(ServerText.of(blindness.get()));
        }
        return daemon.isShort() ? tooFewToExist() : byLimits();
    }

    private CountFinding byLimits() {
        return byRange(limits.crit(), Status.CRITICAL)
                .or(() -> byRange(limits.warn(), Status.WARNING))
                .or(this::aboveMost)
                .orElseGet(this::enough);
    }

    private CountFinding enough() {
        return daemon.pidFile().recovering()
                ? CountFinding.of(Cause.TEMPFAIL, text(numbers() + ", recovering as its pid file says"))
                : CountFinding.ok(text(numbers()));
    }

    private CountFinding blind(String what) {
        return CountFinding.of(Cause.BLIND, text(what));
    }

    private CountFinding tooFewToExist() {
        if (daemon.unclear() > 0) {
            return blind(numbers() + ", and " + daemon.unclear() + " that this user may not inspect");
        }
        if (daemon.hidden() > 0) {
            return blind(numbers() + ", and " + daemon.hidden() + " of the table "
                    + (daemon.hidden() == 1 ? "is" : "are") + " hidden from the check");
        }
        return daemon.wanted().unmounted().isPresent()
                ? CountFinding.ok(text("skipped: the server root is not mounted here"))
                : CountFinding.of(Cause.ABSENT, text(numbers() + ", at least " + limits.min() + " required"));
    }

    private Optional<CountFinding> byRange(Optional<Range> range, Status status) {
        return range.filter(asked -> asked.alerts(count)).map(asked -> {
            Cause cause = isTooMany(asked) ? Cause.TOO_MANY : Cause.TOO_FEW;
            return CountFinding.of(status, cause, text(numbers() + ", range " + asked));
        });
    }

    /** A range that alerts inside is about too many unless it begins at nothing. */
    private boolean isTooMany(Range range) {
        return range.inside()
                ? range.start().map(start -> start.signum() > 0).orElse(false)
                : range.isExceededBy(count);
    }

    private Optional<CountFinding> aboveMost() {
        return limits.max().isPresent() && daemon.count() > limits.max().getAsInt()
                ? Optional.of(CountFinding.of(
                        Cause.TOO_MANY,
                        text(numbers() + ", at most " + limits.max().getAsInt())))
                : Optional.empty();
    }

    private String numbers() {
        String text = daemon.count() + (daemon.count() == 1 ? " process" : " processes");
        return text
                + (daemon.stopped() > 0 ? ", " + daemon.stopped() + " stopped" : "")
                + (daemon.youngest().isPresent()
                        ? ", youngest " + daemon.youngest().getAsLong() + " s"
                        : "")
                + (daemon.zombies() > 0
                        ? ", " + daemon.zombies() + (daemon.zombies() == 1 ? " zombie" : " zombies")
                        : "")
                + (daemon.elsewhere() > 0 ? ", " + daemon.elsewhere() + " in a container not counted" : "");
    }

    private String text(String what) {
        return daemon.wanted().subject()
                + daemon.wanted()
                        .pattern()
                        .below()
                        .map(folder -> "below " + ServerText.of(folder.toString()) + " ")
                        .orElse("")
                + what
                + daemon.pidFile().note().map(note -> ", " + note).orElse("");
    }
}
