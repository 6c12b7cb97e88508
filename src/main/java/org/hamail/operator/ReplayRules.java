package org.hamail.operator;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.UsageException;
import org.hamail.config.ConfigLoader;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.NodeConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.operator.replay.Rules;
import org.hamail.site.Configuration;

/** The policy that past reports are judged by: that of a configuration. */
final class ReplayRules {
    private ReplayRules() {}

    static Rules of(HamailConfig from, String logicalHost, boolean core) throws UsageException {
        LogicalHostConfig same = from.logicalHost(logicalHost)
                .orElseThrow(() -> new UsageException("no logical host " + logicalHost + " in " + from.file()));
        return new Rules(
                logicalHost,
                same.policy().settings(),
                same.policy().verification().timeout(),
                same.nodes().stream().map(NodeConfig::name).toList(),
                core);
    }

    /** For a replay of the journal of {@code logicalHost} by the configuration in force. */
    static List<Rules> inForce(Verb.Call call, String logicalHost) throws UsageException, ConfigException {
        return List.of(of(Configuration.load(call.arguments(), call.console()), logicalHost, false));
    }

    /** The same by the configuration of {@code --against}, where there is one. */
    static List<Rules> against(Verb.Call call, String logicalHost) throws UsageException, ConfigException {
        Optional<Path> file = call.arguments().path("against");
        return file.isPresent()
                ? List.of(of(ConfigLoader.load(file.get().toAbsolutePath()), logicalHost, false))
                : List.of();
    }
}
