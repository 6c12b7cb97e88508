package org.hamail.operator.doctor;

import java.time.Duration;
import java.util.Optional;
import org.hamail.config.LogicalHostConfig;
import org.hamail.model.PolicySettings;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.plugin.Cause;

/** Whether the window of the policy can hold two timeouts. */
final class PolicyReview {
    private static final double USUAL_INTERVAL = 60;
    private static final double PROBE = 660;

    private final LogicalHostConfig logicalHost;
    private final YamlPlaces places;
    private final Findings findings;

    PolicyReview(LogicalHostConfig logicalHost, YamlPlaces places, Findings findings) {
        this.logicalHost = logicalHost;
        this.places = places;
        this.findings = findings;
    }

    /** {@code interval}: of the core's protocol checks in seconds, where it is known. */
    void judge(Optional<Double> interval) {
        PolicySettings settings = logicalHost.policy().settings();
        double seconds = interval.orElse(USUAL_INTERVAL);
        Duration needed = Duration.ofSeconds(Math.round(2 * (seconds + PROBE)));
        if (settings.actOn().contains(Cause.TIMEOUT) && settings.retryInterval().compareTo(needed) < 0) {
            findings.add(
                    FindingKind.POLICY_WINDOW,
                    places.of("logical_hosts", logicalHost.name(), "policy", "retry_interval"),
                    "retry_interval is " + settings.retryInterval().toSeconds() + " s, and two timeouts take "
                            + needed.toSeconds() + " s with a check every " + Math.round(seconds) + " s");
        }
    }
}
