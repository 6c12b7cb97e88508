package org.hamail.operator.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.config.CoreConfig;
import org.hamail.config.EngineConfig;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.io.Node;
import org.hamail.model.ClusterView;
import org.hamail.model.Placeholders;
import org.hamail.model.ServiceState;
import org.hamail.operator.doctor.finding.Finding;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.FindingKind.Severity;
import org.hamail.operator.doctor.finding.Findings;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.core.MonitoringCore;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.engine.pacemaker.ClusterReview;
import org.hamail.recovery.policy.Reading;
import org.hamail.site.EngineCommands;
import org.hamail.site.Sites;

/** One logical host: its engine, what serves on it, and what a failover asks for. */
final class SiteReview {
    private final HamailConfig config;
    private final LogicalHostConfig logicalHost;
    private final String name;
    private final Site site;
    private final Map<String, Node> nodes;
    private final Map<String, Boolean> reached;
    private final YamlPlaces places;
    private final Findings findings;

    /** {@code reached}: which nodes can be asked; what fails on the others is a consequence of that. */
    SiteReview(HamailConfig config, LogicalHostConfig logicalHost, Map<String, Boolean> reached, Findings findings) {
        this.config = config;
        this.logicalHost = logicalHost;
        this.name = logicalHost.name();
        this.site = Sites.of(config, logicalHost);
        this.nodes = Sites.nodes(logicalHost);
        this.reached = reached;
        this.places = new YamlPlaces(config.file());
        this.findings = findings;
    }

    /** Whether the engine could be asked. */
    boolean judge() {
        boolean canAsk = commands();
        if (canAsk && nodes.keySet().stream().anyMatch(node -> reached.getOrDefault(node, true))) {
            engine();
        }
        core();
        reading(FindingKind.DIRECTORY_DOWN, "user_group", site.preconditions().directoryAnswers(), "directories");
        reading(FindingKind.SANITY_UNREACHABLE, "reach", site.preconditions().monitoringHostReachesOthers(), "sanity");
        return canAsk;
    }

    /** What the core tells of itself; one finding for all logical hosts. */
    private void core() {
        boolean isFile =
                config.core().filter(CoreConfig.NagiosCore.class::isInstance).isPresent();
        String place = places.of("core", isFile ? "status_file" : "url");
        if (!findings.has(FindingKind.UNREADABLE, place)
                && !lacksItsFiles()
                && site.core().isPresent()
                && site.core().get().read() instanceof MonitoringCore.CoreUnreadable unreadable) {
            String change = isFile ? "start the core, or name what it writes" : "start Icinga and its API, or name it";
            unreadable(place, unreadable.reason(), change);
        }
    }

    private void unreadable(String place, String reason, String change) {
        String why = ": no fault that stands is acted on without its word";
        findings.add(FindingKind.UNREADABLE, place, reason, change + why);
    }

    /** Without its password an API cannot be asked, nor with one that others can read; that is told already. */
    private boolean lacksItsFiles() {
        return config.core().isPresent()
                && config.core().get() instanceof CoreConfig.IcingaCore icinga
                && (findings.has(
                                FindingKind.FILE_MODE,
                                icinga.api().passwordFile().toString())
                        || Stream.of("password_file", "ca")
                                .anyMatch(key -> findings.has(FindingKind.FILE_MISSING, places.of("core", key))));
    }

    /** Whether the engine's own status can be asked for. */
    private boolean commands() {
        List<EngineCommands.CommandObstacle> obstacles = obstacles();
        Map<List<String>, List<EngineCommands.CommandObstacle>> alike = new LinkedHashMap<>();
        for (EngineCommands.CommandObstacle obstacle : obstacles) {
            alike.computeIfAbsent(List.of(place(obstacle.command()), obstacle.fact()), key -> new ArrayList<>())
                    .add(obstacle);
        }
        alike.forEach((place, same) -> obstacle(place.get(0), same));
        return obstacles.stream().noneMatch(obstacle -> obstacle.command().equals("status"));
    }

    private List<EngineCommands.CommandObstacle> obstacles() {
        Node first = nodes.values().iterator().next();
        return reached.getOrDefault(first.name(), true)
                ? new EngineCommands(logicalHost, config.profile(logicalHost), first).obstacles(examples())
                : List.of();
    }

    /** One finding for all commands of one place that the same stands in the way of. */
    private void obstacle(String place, List<EngineCommands.CommandObstacle> same) {
        EngineCommands.CommandObstacle first = same.get(0);
        FindingKind kind = FindingKind.ENGINE_COMMAND;
        findings.add(new Finding(
                kind,
                first.doubt().isPresent() ? Severity.WARNING : kind.severity(),
                place,
                names(same) + first.fact(),
                kind.why() + first.doubt().map(doubt -> ", " + doubt).orElse(""),
                first.change()));
    }

    private static String names(List<EngineCommands.CommandObstacle> same) {
        return same.stream()
                .map(EngineCommands.CommandObstacle::command)
                .collect(Collectors.joining(", ", "the ", same.size() == 1 ? " command: " : " commands: "));
    }

    /** In the engine, in an own profile, or nowhere in the file. */
    private String place(String command) {
        if (logicalHost.engine() instanceof EngineConfig.OwnCommands) {
            return places.of("logical_hosts", name, "engine", command);
        }
        String profile = logicalHost.server().profile();
        return config.profiles().containsKey(profile)
                ? places.of("profiles", profile, command)
                : places.of("logical_hosts", name, "server", "profile");
    }

    private Placeholders examples() {
        List<String> names = List.copyOf(nodes.keySet());
        return logicalHost
                .placeholders()
                .with(Placeholders.DAEMON, "all")
                .with(Placeholders.FROM, names.get(0))
                .with(Placeholders.TO, names.get(names.size() - 1));
    }

    private void engine() {
        try {
            ClusterView view = site.engine().status();
            if (logicalHost.engine() instanceof EngineConfig.Pacemaker pacemaker) {
                cluster(pacemaker);
            }
            view.active().filter(node -> reached.getOrDefault(node, true)).ifPresent(active -> served(active, view));
        } catch (EngineUnavailable e) {
            findings.add(FindingKind.ENGINE_SILENT, name, String.valueOf(e.getMessage()));
        }
    }

    private void served(String active, ClusterView view) {
        new ServedReview(config, logicalHost, places, findings).judge(active, isSwitchedOff());
        view.eligible().forEach(other -> move(active, other));
    }

    private boolean isSwitchedOff() {
        return new ServiceSwitch(site.directory()).read() instanceof Reading.Known<ServiceState> known
                && known.value().position() == ServiceState.Switch.OFF;
    }

    private void move(String from, String to) {
        Optional<String> objection = site.engine().objectionToMove(from, to);
        if (objection.isPresent() && !findings.has(FindingKind.CLUSTER_LEFTOVER_CONSTRAINT, name)) {
            findings.add(
                    FindingKind.ENGINE_COMMAND,
                    name,
                    "a failover to " + to + " would be refused: " + objection.get(),
                    "look at that node");
        }
    }

    private void cluster(EngineConfig.Pacemaker pacemaker) throws EngineUnavailable {
        int retryCount = logicalHost.policy().settings().retryCount();
        for (ClusterReview.Weakness weakness :
                ClusterReview.of(List.copyOf(nodes.values()), pacemaker.resource(), retryCount)) {
            findings.add(kind(weakness), name, weakness.fact());
        }
    }

    private static FindingKind kind(ClusterReview.Weakness weakness) {
        return switch (weakness.kind()) {
            case NO_FENCING -> FindingKind.CLUSTER_NO_FENCING;
            case LEFTOVER_CONSTRAINT -> FindingKind.CLUSTER_LEFTOVER_CONSTRAINT;
            case MIGRATION_THRESHOLD -> FindingKind.CLUSTER_MIGRATION_THRESHOLD;
            case STICKINESS -> FindingKind.CLUSTER_STICKINESS;
        };
    }

    private void reading(FindingKind kind, String key, Reading<Boolean> reading, String section) {
        var facts = new ArrayList<String>();
        if (reading instanceof Reading.Known<Boolean> known && !known.value()) {
            facts.add(known.source());
        } else if (reading instanceof Reading.Unreadable<Boolean> unreadable) {
            facts.add(unreadable.reason());
        }
        facts.forEach(fact -> findings.add(kind, places.of("logical_hosts", name, section, key), fact));
    }
}
