package org.hamail.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The resident agent.
 *
 * @param socket where the launchers ask first
 * @param spool where results wait while a sink is down
 * @param reconcileInterval how often it looks for faults that stand though nobody reports them any more
 */
public record AgentConfig(
        Path socket, Path spool, Duration reconcileInterval, List<SinkConfig> sinks, List<Check> checks) {
    public static final Path DEFAULT_SOCKET = Path.of("/run/hamail/agent.sock");
    public static final Path DEFAULT_SPOOL = Path.of("/var/lib/hamail/spool");

    public static final Duration DEFAULT_RECONCILE_INTERVAL = Duration.ofMinutes(1);

    public AgentConfig {
        sinks = List.copyOf(sinks);
        checks = List.copyOf(checks);
    }

    /**
     * A check on a schedule, and the service that it reports on.
     *
     * @param run the words of the command line, its first the name of the check
     */
    public record Check(String host, String service, Duration every, List<String> run) {
        public Check {
            run = List.copyOf(run);
        }
    }
}
