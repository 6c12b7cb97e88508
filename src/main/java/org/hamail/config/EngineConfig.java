package org.hamail.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What moves and restarts the service of a logical host. */
public sealed interface EngineConfig {
    /** The time limit unless the configuration says otherwise. */
    Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    /** How long each action may take, and how long the end of one is waited for that nobody knows. */
    Duration timeout();

    /** An existing Pacemaker cluster; {@code resource} is the group that is moved as a whole. */
    record Pacemaker(String resource, Duration timeout) implements EngineConfig {}

    /**
     * The administrator's own commands, as words without a shell; placeholders stand as they were written.
     *
     * @param status always there
     * @param restart there unless the mode is log-only
     * @param move there when the mode is failover
     */
    record Command(
            List<String> status,
            Optional<List<String>> restart,
            Optional<List<String>> move,
            Optional<List<String>> stop,
            Optional<List<String>> start,
            Duration timeout)
            implements EngineConfig {
        public Command {
            status = List.copyOf(status);
        }
    }

    /** Nothing moves the service; it is restarted by the commands of its profile. */
    record None(Duration timeout) implements EngineConfig {}
}
