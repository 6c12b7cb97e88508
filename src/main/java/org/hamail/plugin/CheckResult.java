package org.hamail.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param label what was checked, e.g. {@code IMAP}
 * @param cause why it is not OK; an OK result may keep one when {@code --on} says that this cause is fine
 * @param phase where a conversation stood, e.g. {@code greeting}; only with a cause
 * @param sentence for people; foreign text in it went through {@link ServerText}
 * @param details lines for {@code -v} and more
 * @param others what else was found and is less grave as long as nobody says otherwise with {@code --on}
 */
public record CheckResult(
        String label,
        Status status,
        Optional<Cause> cause,
        Optional<String> phase,
        String sentence,
        List<PerformanceDatum> figures,
        List<String> details,
        List<CheckResult> others) {
    public CheckResult {
        if (status != Status.OK && cause.isEmpty()) {
            throw new IllegalArgumentException("a result that is not OK says why: " + sentence);
        }
        if (phase.isPresent() && cause.isEmpty()) {
            throw new IllegalArgumentException("a phase stands behind a cause: " + sentence);
        }
        figures = List.copyOf(figures);
        details = List.copyOf(details);
        others = List.copyOf(others);
    }

    /** A result that is all that was found. */
    public CheckResult(
            String label,
            Status status,
            Optional<Cause> cause,
            Optional<String> phase,
            String sentence,
            List<PerformanceDatum> figures,
            List<String> details) {
        this(label, status, cause, phase, sentence, figures, details, List.of());
    }

    public static CheckResult ok(String label, String sentence, List<PerformanceDatum> figures) {
        return new CheckResult(label, Status.OK, Optional.empty(), Optional.empty(), sentence, figures, List.of());
    }

    /** A result with the state that the cause has of itself. */
    public static CheckResult of(String label, Cause cause, String sentence) {
        return of(label, cause.status(), cause, sentence, List.of());
    }

    public static CheckResult of(
            String label, Status status, Cause cause, String sentence, List<PerformanceDatum> figures) {
        return new CheckResult(label, status, Optional.of(cause), Optional.empty(), sentence, figures, List.of());
    }

    /** The worst of {@code results}, at least one, the first among equals; the others stay with it. */
    public static CheckResult worst(List<CheckResult> results) {
        CheckResult worst = results.get(0);
        for (CheckResult result : results) {
            worst = worst.orWorse(result);
        }
        var others = new ArrayList<>(results);
        others.remove(worst);
        return worst.withOthers(others);
    }

    private CheckResult orWorse(CheckResult other) {
        return status.worseOf(other.status) == status ? this : other;
    }

    /** What is the worst of all that was found when the causes in {@code states} have the states given there. */
    public CheckResult restated(Map<Cause, Status> states) {
        CheckResult worst = withStatusFrom(states);
        for (CheckResult other : others) {
            worst = worst.orWorse(other.withStatusFrom(states));
        }
        return worst.withDetails(details);
    }

    private CheckResult withStatusFrom(Map<Cause, Status> states) {
        Status other = cause.isEmpty() ? null : states.get(cause.get());
        return other == null ? this : withStatus(other);
    }

    public CheckResult withStatus(Status other) {
        return new CheckResult(label, other, cause, phase, sentence, figures, details, others);
    }

    public CheckResult withPhase(String at) {
        return new CheckResult(label, status, cause, Optional.of(at), sentence, figures, details, others);
    }

    public CheckResult withSentence(String other) {
        return new CheckResult(label, status, cause, phase, other, figures, details, others);
    }

    public CheckResult withFigures(List<PerformanceDatum> other) {
        return new CheckResult(label, status, cause, phase, sentence, other, details, others);
    }

    public CheckResult withDetails(List<String> lines) {
        return new CheckResult(label, status, cause, phase, sentence, figures, lines, others);
    }

    private CheckResult withOthers(List<CheckResult> less) {
        return new CheckResult(label, status, cause, phase, sentence, figures, details, less);
    }
}
