package org.hamail.site;

import java.time.Clock;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.EngineConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.NodeConfig;
import org.hamail.config.PolicyConfig;
import org.hamail.config.ProfileConfig;
import org.hamail.io.Node;
import org.hamail.model.PolicySettings.VerificationLimits;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.CommandEngine;
import org.hamail.recovery.engine.ConstraintOwner;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.NoEngine;
import org.hamail.recovery.engine.pacemaker.PacemakerEngine;
import org.hamail.recovery.journal.Moments;
import org.hamail.recovery.verify.ServiceProbe;
import org.hamail.recovery.verify.Verifier;
import org.hamail.recovery.verify.Verifier.RoleProbe;
import org.hamail.time.Deadline.Ticker;
import org.hamail.time.Sleeper;

/** From the configuration of a logical host to everything that recovery needs for it. */
public final class Sites {
    private Sites() {}

    public static Site of(HamailConfig config, LogicalHostConfig logicalHost) {
        return of(config, logicalHost, LogLines.ofLogger());
    }

    /** The same; {@code log} gets the lines for the system's log. */
    public static Site of(HamailConfig config, LogicalHostConfig logicalHost, LogLines log) {
        ProfileConfig profile = config.profile(logicalHost);
        Map<String, Node> nodes = nodes(logicalHost);
        PolicyConfig policy = logicalHost.policy();
        RoleProbe probe = probe(config, logicalHost);
        VerificationLimits limits = policy.verification();
        return new Site(
                logicalHost.name(),
                config.stateDir(),
                policy.settings(),
                engine(config, logicalHost, profile, nodes),
                logicalHost.engine().timeout(),
                new Site.Sources(
                        probe,
                        new Verifier(probe, profile.roles(), limits, Ticker.system(), Sleeper.real()),
                        limits.probeTimeout(),
                        new ConfiguredPreconditions(logicalHost),
                        ConfiguredCore.of(config, Clock.systemUTC())),
                new Site.Timing(Moments.ofThisMachine(), Sleeper.real()),
                new SystemLog(log, logicalHost.name()));
    }

    /** The probes of the roles of {@code logicalHost}. */
    public static ServiceProbe probe(HamailConfig config, LogicalHostConfig logicalHost) {
        return new ServiceProbe(logicalHost, config.profile(logicalHost), nodes(logicalHost));
    }

    public static Map<String, Node> nodes(LogicalHostConfig logicalHost) {
        var nodes = new LinkedHashMap<String, Node>();
        for (NodeConfig node : logicalHost.nodes()) {
            Optional<String> login = node.transport() == NodeConfig.Transport.LOCAL
                    ? Optional.empty()
                    : node.login().or(() -> Optional.of(node.name()));
            nodes.put(node.name(), new Node(node.name(), login));
        }
        return nodes;
    }

    private static Engine engine(
            HamailConfig config, LogicalHostConfig logicalHost, ProfileConfig profile, Map<String, Node> nodes) {
        EngineConfig engine = logicalHost.engine();
        if (engine instanceof EngineConfig.OwnCommands command) {
            var templates = new CommandEngine.Templates(
                    command.status(),
                    command.restart().orElse(List.of()),
                    command.move().orElse(List.of()),
                    command.stop().orElse(List.of()),
                    command.start().orElse(List.of()));
            return new CommandEngine(logicalHost.name(), List.copyOf(nodes.keySet()), templates, command.timeout());
        } else if (engine instanceof EngineConfig.Pacemaker pacemaker) {
            return new PacemakerEngine(
                    List.copyOf(nodes.values()),
                    pacemaker.resource(),
                    ConstraintOwner.of(config.stateDir()),
                    pacemaker.timeout(),
                    InstantSource.system(),
                    Ticker.system(),
                    Sleeper.real());
        }
        var templates = new NoEngine.ProfileTemplates(
                profile.restart().orElse(List.of()),
                profile.stop().orElse(List.of()),
                profile.start().orElse(List.of()));
        Node node = nodes.values().iterator().next();
        return new NoEngine(node, templates, logicalHost.placeholders(), engine.timeout());
    }
}
