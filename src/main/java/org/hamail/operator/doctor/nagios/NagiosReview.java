package org.hamail.operator.doctor.nagios;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Judges the configuration of a Nagios or Naemon. */
public final class NagiosReview {
    /** The whole time limit of a probe, and what an interval must leave to it. */
    static final int PROBE = 660;

    private static final int LIMIT = 720;
    private static final int HANDLER_LIMIT = 30;

    private final MainFile main;
    private final ObjectTable objects;
    private final ExpectedObject expected;
    private final Findings findings;
    private final Commands commands;
    private final CommandReview commandReview;
    private final Map<String, Double> intervals = new HashMap<>();
    private final Map<String, Boolean> onlyRemote = new TreeMap<>();

    private NagiosReview(MainFile main, ExpectedObject expected, Findings findings) {
        this.main = main;
        this.objects = ObjectSource.read(main, findings);
        this.expected = expected;
        this.findings = findings;
        this.commands = new Commands(objects, main.macros());
        this.commandReview = new CommandReview(findings);
    }

    /**
     * What else the configuration tells.
     *
     * @param user who runs the core and its event handlers
     * @param intervals of the protocol checks in seconds, the longest for each logical host
     */
    public record KnownCommand(Optional<String> user, Map<String, Double> intervals) {}

    public static KnownCommand of(Path file, ExpectedObject expected, Findings findings) {
        Optional<MainFile> main = MainFile.read(file, findings);
        if (main.isEmpty()) {
            return new KnownCommand(Optional.empty(), Map.of());
        }
        var review = new NagiosReview(main.get(), expected, findings);
        review.settings();
        review.services();
        new PluginFolder(main.get(), review.objects, findings).judge();
        return new KnownCommand(main.get().setting("nagios_user").map(Directive::value), review.intervals);
    }

    private void settings() {
        if (!expected.hasBridge()) {
            setting(FindingKind.NAGIOS_SERVICE_CHECK_TIMEOUT, "service_check_timeout", "60", isBelow(LIMIT));
        }
        Predicate<Directive> isFault = state -> !Set.of("u", "w").contains(state.value());
        setting(FindingKind.NAGIOS_TIMEOUT_STATE, "service_check_timeout_state", "c", isFault);
        setting(FindingKind.NAGIOS_EVENT_HANDLER_TIMEOUT, "event_handler_timeout", "30", isBelow(HANDLER_LIMIT));
        setting(FindingKind.NAGIOS_HANDLERS_OFF, "enable_event_handlers", "1", Directive::isOff);
    }

    private static Predicate<Directive> isBelow(double least) {
        return limit -> limit.number().orElse(0.0) < least;
    }

    private void setting(FindingKind kind, String name, String usual, Predicate<Directive> isFault) {
        Directive setting = main.number(name, usual);
        if (isFault.test(setting)) {
            findings.add(kind, setting.place(), name + " is " + setting.value());
        }
    }

    private void services() {
        double unit = main.number("interval_length", "60").number().orElse(60.0);
        for (ConfigObject object : objects.services()) {
            WatchedService.of(object, objects).ifPresent(service -> service(service, unit));
        }
        onlyRemote.forEach((logicalHost, remote) -> {
            if (remote && expected.logicalHosts().contains(logicalHost)) { // an unknown one is a finding by itself
                findings.add(FindingKind.NAGIOS_NO_LOCAL_CHECK, logicalHost, "it has remote checks only");
            }
        });
    }

    private void service(WatchedService service, double unit) {
        Optional<CommandCall> handler = service.handler().map(commands::of);
        Set<String> logicalHosts = new TreeSet<>();
        service.hosts().forEach(host -> logicalHosts.add(service.logicalHost(host, handler)));
        if (!logicalHosts.isEmpty() && logicalHosts.stream().noneMatch(expected::isAskedAbout)) {
            return;
        }
        double interval = service.interval() * unit;
        for (String logicalHost : logicalHosts) {
            if (service.isProtocol()) {
                intervals.merge(logicalHost, interval, Math::max);
            }
            onlyRemote.merge(logicalHost, service.isRemote(), Boolean::logicalAnd);
            if (!expected.logicalHosts().contains(logicalHost)) {
                String place = service.get("_LOGICAL_HOST").isPresent()
                        ? service.place("_LOGICAL_HOST")
                        : service.place("host_name");
                findings.add(
                        FindingKind.NAGIOS_UNKNOWN_LOGICAL_HOST,
                        place,
                        logicalHost + " is not a logical host of hamail.yaml",
                        1);
            }
        }
        new ServiceReview(service, findings)
                .judge(handler, agentInterval(service).orElse(interval));
        commandReview.judge(service, handler, service.get("check_command").map(commands::of));
    }

    private Optional<Double> agentInterval(WatchedService service) {
        for (String host : service.hosts()) {
            Duration every = expected.agentIntervals().get(List.of(host, service.description()));
            if (every != null) {
                return Optional.of(every.toMillis() / 1000.0);
            }
        }
        return Optional.empty();
    }
}
