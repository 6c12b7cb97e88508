package org.hamail.recovery.core;

import java.time.Instant;
import java.util.Optional;
import org.hamail.plugin.Status;

/**
 * What the checks of a service have shown so far.
 *
 * @param state empty when the service has never been checked
 * @param hard whether the core has seen the state often enough to believe it
 * @param hardSince the last change of its hard state
 * @param checked when the check began whose result the state is; empty where the core does not say
 * @param output the first line, without performance data, as a notification carries it
 */
public record LastCheck(
        Optional<Status> state,
        boolean hard,
        Instant hardSince,
        Optional<Instant> checked,
        int attempt,
        int maxAttempts,
        String output) {
    public LastCheck {
        output = output.length() <= CoreService.OUTPUT_LIMIT ? output : output.substring(0, CoreService.OUTPUT_LIMIT);
    }
}
