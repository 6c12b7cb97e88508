package org.hamail.operator.doctor.nagios;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What hamail's own configuration says.
 *
 * @param logicalHosts all of them
 * @param only the one that is asked about
 * @param hasBridge whether checks run without a process of the core's
 * @param agentIntervals of the agent's checks, by host and service
 */
public record ExpectedObject(
        Set<String> logicalHosts,
        Optional<String> only,
        boolean hasBridge,
        Map<List<String>, Duration> agentIntervals) {
    boolean isAskedAbout(String logicalHost) {
        return only.isEmpty() || only.get().equals(logicalHost);
    }
}
