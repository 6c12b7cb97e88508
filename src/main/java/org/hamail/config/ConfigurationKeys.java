package org.hamail.config;

import java.util.List;
import org.hamail.config.yaml.Keys;

/** The keys of all sections, in the order in which a manual describes them. */
public final class ConfigurationKeys {
    private ConfigurationKeys() {}

    public static List<Keys> all() {
        return List.of(
                HamailConfig.KEYS,
                LogicalHostConfig.KEYS,
                NodeConfig.KEYS,
                ServerConfig.KEYS,
                EngineConfig.Pacemaker.KEYS,
                EngineConfig.OwnCommands.KEYS,
                EngineConfig.None.KEYS,
                PolicyConfig.KEYS,
                SanityConfig.KEYS,
                Directories.KEYS,
                DirectoryConfig.KEYS,
                ProfileConfig.KEYS,
                DaemonConfig.KEYS,
                AgentConfig.KEYS,
                IfwApiConfig.KEYS,
                SinkConfig.Nsca.KEYS,
                SinkConfig.Icinga.KEYS,
                SinkConfig.Nrdp.KEYS,
                SinkConfig.CommandFile.KEYS,
                AgentConfig.ScheduledCheck.KEYS,
                CoreConfig.NagiosCore.KEYS,
                CoreConfig.IcingaCore.KEYS,
                ReplayConfig.KEYS,
                ScenarioRow.KEYS);
    }
}
