package org.hamail.model;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.plugin.Cause;

/**
 * What makes a notification evidence, and for how long it counts.
 *
 * @param actOn the causes that are acted on
 * @param remoteFailures successive remote failures that weigh as much as one local one
 * @param window in which weights add up and restarts are counted
 * @param settle after a verified action, in which nothing is judged
 */
public record FaultRules(Set<Cause> actOn, int remoteFailures, Duration window, Duration settle) {
    public FaultRules {
        actOn = Set.copyOf(actOn);
        if (remoteFailures < 1) {
            throw new IllegalArgumentException("remote_failures must be at least 1, not " + remoteFailures);
        }
    }

    /** All of it in words, the same for equal rules in every process. */
    public String words() {
        String causes = actOn.stream().map(Cause::word).sorted().collect(Collectors.joining(" "));
        return causes + ", " + remoteFailures + ", " + window + ", " + settle;
    }
}
