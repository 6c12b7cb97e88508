package org.hamail.operator.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.config.AgentConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.io.Node;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.operator.doctor.icinga.IcingaReview;
import org.hamail.operator.doctor.nagios.ExpectedObject;
import org.hamail.operator.doctor.nagios.NagiosReview;
import org.hamail.site.Sites;
import org.hamail.time.Standstill;

/** All that is looked at: the core's configuration, the machine, and each logical host. */
public final class Doctor {
    private final HamailConfig config;
    private final Optional<String> only;
    private final Machine machine;
    private final Findings findings = new Findings();
    private final UndisturbedLook undisturbed;
    private final Map<String, Double> intervals = new HashMap<>();
    private Optional<String> handlerUser = Optional.empty();

    /** {@code only}: the logical host that is asked about; all where it is empty. */
    public Doctor(HamailConfig config, Optional<String> only, Machine machine) {
        this(config, only, machine, Standstill.shared());
    }

    Doctor(HamailConfig config, Optional<String> only, Machine machine, Standstill standstill) {
        this.config = config;
        this.only = only;
        this.machine = machine;
        this.undisturbed = new UndisturbedLook(findings, standstill);
    }

    /** Looks at everything; the core's configuration where it is named. */
    public Findings examine(Optional<Path> nagios, Optional<Path> icinga) {
        boolean hasBridge = new BridgeReview(machine.bridgeStatus(), findings).isKnown();
        nagios.ifPresent(file -> nagios(file, hasBridge));
        icinga.ifPresent(file -> IcingaReview.of(file, new IcingaReview.Expected(only, agentIntervals()), findings)
                .forEach((host, interval) -> intervals.merge(host, interval, Math::max)));
        new FileReview(config, findings).judge();
        new StateReview(config.stateDir(), handlerUser, machine.usualUser(), findings).judge();
        new AgentReview(config, findings).judge();
        logicalHosts().forEach(this::logicalHost);
        sites();
        return findings;
    }

    private void logicalHost(LogicalHostConfig logicalHost) {
        new PolicyReview(logicalHost, new YamlPlaces(config.file()), findings)
                .judge(Optional.ofNullable(intervals.get(logicalHost.name())));
        new JournalReview(Sites.of(config, logicalHost), findings).judge();
        new RestarterReview(config, logicalHost, machine.root(), findings).judge();
    }

    private void sites() {
        Map<String, Boolean> reached = new LinkedHashMap<>();
        for (LogicalHostConfig logicalHost : logicalHosts()) {
            for (Node node : Sites.nodes(logicalHost).values()) {
                reached.computeIfAbsent(node.name(), name -> node.login().isEmpty() || isReached(node));
            }
            undisturbed.at(logicalHost.name(), () -> new SiteReview(config, logicalHost, reached, findings).judge());
        }
    }

    private boolean isReached(Node node) {
        return undisturbed.at(node.name(), () -> new NodeReview(node, findings).judge());
    }

    private void nagios(Path file, boolean hasBridge) {
        var expected = new ExpectedObject(config.logicalHosts().keySet(), only, hasBridge, agentIntervals());
        NagiosReview.KnownCommand known = NagiosReview.of(file, expected, findings);
        handlerUser = known.user();
        intervals.putAll(known.intervals());
        new NrpeReview(machine.root().resolve("etc/nagios/nrpe.cfg"), findings).judge();
    }

    private List<LogicalHostConfig> logicalHosts() {
        var hosts = new ArrayList<LogicalHostConfig>();
        config.logicalHosts().forEach((name, host) -> {
            if (only.isEmpty() || only.get().equals(name)) {
                hosts.add(host);
            }
        });
        return hosts;
    }

    private Map<List<String>, Duration> agentIntervals() {
        var all = new HashMap<List<String>, Duration>();
        for (AgentConfig.ScheduledCheck check :
                config.agent().map(AgentConfig::checks).orElse(List.of())) {
            all.put(List.of(check.host(), check.service()), check.every());
        }
        return all;
    }

    /**
     * The files of this machine that are no part of hamail's configuration.
     *
     * @param root below which {@code etc} and {@code usr} are
     * @param bridgeStatus where the bridge says what it does
     * @param usualUser who runs event handlers where the core's configuration does not say it
     */
    public record Machine(Path root, Path bridgeStatus, String usualUser) {
        public static Machine real() {
            return new Machine(Path.of("/"), Path.of("/run/hamail/bridge.json"), "nagios");
        }
    }
}
