package org.hamail.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.agent.Check.Answer;
import org.hamail.model.Count;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.Decimal;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.PluginOutput;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;
import org.hamail.submit.SinkState;

/**
 * What the agent says about itself. The result is its own canary: it goes through every sink, so a core that still has a
 * fresh one knows that results arrive, also where the protocol acknowledges nothing.
 */
final class SelfReport {
    /** The service that it reports as. */
    static final String SERVICE = "hamail agent";

    private static final String LABEL = "AGENT";
    private static final Duration MOST_LAG = Duration.ofSeconds(5);

    private SelfReport() {}

    /**
     * How the agent is.
     *
     * @param lag what 99 of 100 starts of a check kept below
     * @param refusal why the last reload was refused
     * @param canary number of this report; a core shows the last one that reached it
     */
    record Health(
            int checks, int running, Duration lag, List<SinkState> sinks, Optional<String> refusal, long canary) {}

    static Answer of(Health health) {
        CheckResult result = judge(health);
        return new Answer(PluginOutput.text(result), result.status().exitCode());
    }

    private static CheckResult judge(Health health) {
        String summary = summary(health);
        List<PerformanceDatum> figures = figures(health);
        Optional<CheckResult> ofSinks = ofSinks(health, summary, figures);
        if (ofSinks.isPresent()) {
            return ofSinks.get();
        }
        if (health.refusal().isPresent()) {
            String why = "the new configuration was rejected, the old one is in force: "
                    + health.refusal().get();
            return bad(Status.WARNING, Cause.USAGE, ServerText.of(why) + "; " + summary, figures);
        }
        return health.lag().compareTo(MOST_LAG) > 0
                ? bad(Status.WARNING, Cause.SLOW, "checks start late; " + summary, figures)
                : CheckResult.ok(LABEL, summary, figures);
    }

    private static Optional<CheckResult> ofSinks(Health health, String summary, List<PerformanceDatum> figures) {
        for (SinkState sink : health.sinks()) {
            if (sink.spoolTrouble().isPresent()) {
                String why =
                        "the spool cannot be written: " + sink.spoolTrouble().get();
                return Optional.of(bad(Status.CRITICAL, Cause.UNDELIVERED, why + "; " + summary, figures));
            }
        }
        for (SinkState sink : health.sinks()) {
            if (sink.down().isPresent()) {
                String why = sink.sink() + " does not work: " + sink.down().get();
                return Optional.of(bad(Status.WARNING, Cause.UNDELIVERED, why + "; " + summary, figures));
            }
        }
        for (SinkState sink : health.sinks()) {
            if (sink.held() > 0) {
                String why = sink.sink() + " rejects the results of " + Count.words(sink.held(), "service");
                return Optional.of(bad(Status.WARNING, Cause.UNDELIVERED, why + "; " + summary, figures));
            }
        }
        return Optional.empty();
    }

    private static CheckResult bad(Status status, Cause cause, String sentence, List<PerformanceDatum> figures) {
        return CheckResult.of(LABEL, status, cause, sentence, figures);
    }

    private static String summary(Health health) {
        var text = new StringBuilder();
        text.append(Count.words(health.checks(), "check"))
                .append(", ")
                .append(health.running())
                .append(" running, lag ");
        text.append(seconds(health.lag())).append(" s, canary ").append(health.canary());
        for (SinkState sink : health.sinks()) {
            text.append(", ")
                    .append(sink.sink())
                    .append(": ")
                    .append(sink.waiting())
                    .append(" waiting, last ");
            text.append(sink.acknowledges() ? "taken " : "sent ");
            text.append(sink.sinceDelivery().map(age -> age + " s ago").orElse("never"));
        }
        return text.toString();
    }

    private static List<PerformanceDatum> figures(Health health) {
        var figures = new ArrayList<PerformanceDatum>();
        figures.add(PerformanceDatum.of("lag", seconds(health.lag()), "s"));
        figures.add(count("checks", health.checks()));
        figures.add(count("running", health.running()));
        figures.add(count(
                "spool", health.sinks().stream().mapToInt(SinkState::waiting).sum()));
        figures.add(count(
                "sinks_down",
                health.sinks().stream().filter(sink -> sink.down().isPresent()).count()));
        figures.add(count(
                "delivered",
                health.sinks().stream().mapToLong(SinkState::delivered).sum()));
        figures.add(count("canary", health.canary()));
        return figures;
    }

    private static PerformanceDatum count(String label, long value) {
        return PerformanceDatum.of(label, Decimal.of(value), "");
    }

    private static Decimal seconds(Duration duration) {
        return Decimal.seconds(duration, 3);
    }
}
