package org.hamail.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param label what was checked, e.g. {@code IMAP}
 * @param cause why it is not OK; an OK result may keep one when {@code --on} says that this cause is fine
 * @param phase where a conversation stood, e.g. {@code greeting}; only with a cause
 * @param sentence for people; foreign text in it went through {@link ServerText}
 * @param details lines for {@code -v} and more
 */
public record CheckResult(
        String label,
        Status status,
        Optional<Cause> cause,
        Optional<String> phase,
        String sentence,
        List<PerformanceDatum> figures,
        List<String> details) {
    public CheckResult {
        if (status != Status.OK && cause.isEmpty()) {
            throw new IllegalArgumentException("a result that is not OK says why: " + sentence);
        }
        if (phase.isPresent() && cause.isEmpty()) {
            throw new IllegalArgumentException("a phase stands behind a cause: " + sentence);
        }
        figures = List.copyOf(figures);
        details = List.copyOf(details);
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

    public CheckResult withStatus(Status other) {
        return new CheckResult(label, other, cause, phase, sentence, figures, details);
    }

    public CheckResult withPhase(String at) {
        return new CheckResult(label, status, cause, Optional.of(at), sentence, figures, details);
    }

    public CheckResult withSentence(String other) {
        return new CheckResult(label, status, cause, phase, other, figures, details);
    }

    public CheckResult withDetails(List<String> lines) {
        return new CheckResult(label, status, cause, phase, sentence, figures, lines);
    }
}
