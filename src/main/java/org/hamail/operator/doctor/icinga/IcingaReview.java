package org.hamail.operator.doctor.icinga;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;
import org.jspecify.annotations.Nullable;

/** Judges the objects of an Icinga 2. */
public final class IcingaReview {
    private static final int PROBE = 660;
    private static final int LIMIT = 720;

    private final IcingaObjects objects;
    private final Expected expected;
    private final EventCommandReview eventCommands;
    private final Findings findings;
    private final Map<String, Double> intervals = new HashMap<>();

    private IcingaReview(IcingaObjects objects, Expected expected, Findings findings) {
        this.objects = objects;
        this.expected = expected;
        this.eventCommands = new EventCommandReview(objects, findings);
        this.findings = findings;
    }

    /**
     * What hamail's own configuration says.
     *
     * @param only the logical host that is asked about
     * @param agentIntervals of the agent's checks, by host and service
     */
    public record Expected(Optional<String> only, Map<List<String>, Duration> agentIntervals) {}

    /** Judges {@code file}; the intervals of the protocol checks in seconds, the longest for each logical host. */
    public static Map<String, Double> of(Path file, Expected expected, Findings findings) {
        var review = new IcingaReview(IcingaObjects.read(file, findings), expected, findings);
        review.objects.all("IcingaApplication").values().forEach(review::application);
        review.objects.services().forEach(review::service);
        return review.intervals;
    }

    private void application(IcingaObject application) {
        if (application.isFalse("enable_event_handlers")) {
            findings.add(
                    FindingKind.ICINGA_NO_EVENT_COMMAND,
                    application.place("enable_event_handlers"),
                    "enable_event_handlers is false");
        }
    }

    private void service(IcingaObject service) {
        String logicalHost = logicalHost(service);
        if (expected.only().isPresent() && !expected.only().get().equals(logicalHost)) {
            return;
        }
        boolean isProtocol = service.get("vars.mail_check").orElse("").equals("protocol");
        if (isProtocol) {
            intervals.merge(logicalHost, service.number("check_interval").orElse(300.0), Math::max);
            checkLimit(service);
            freshness(service);
        }
        if (service.get("check_timeout").isPresent()) {
            add(
                    FindingKind.ICINGA_TIMEOUT_ON_SERVICE,
                    service.place("check_timeout"),
                    "check_timeout is " + service.get("check_timeout").orElse("") + " s");
        }
        boolean isNotifyOnly = isProtocol
                && List.of("mshttpd", "stored")
                        .contains(service.get("vars.mail_daemon").orElse(""));
        if (!isNotifyOnly) {
            eventCommands.judge(service);
        }
    }

    private String logicalHost(IcingaObject service) {
        String host = service.get("host_name").orElse(service.name().split("!", 2)[0]);
        return service.get("vars.mail_logical_host")
                .or(() -> objects.find("Host", host).flatMap(object -> object.get("vars.mail_logical_host")))
                .filter(name -> !name.contains("$"))
                .orElse(host);
    }

    private void checkLimit(IcingaObject service) {
        Optional<IcingaObject> command =
                service.get("check_command").flatMap(name -> objects.find("CheckCommand", name));
        double seconds = command.flatMap(found -> found.number("timeout")).orElse(60.0);
        if (command.isPresent() && seconds < LIMIT && !isPassive(service)) {
            add(
                    FindingKind.ICINGA_TIMEOUT,
                    command.get().place("timeout"),
                    "timeout of the CheckCommand '" + command.get().name() + "' is " + Math.round(seconds) + " s");
        }
    }

    /** A service that only waits for results, and whose own command says that none came. */
    private static boolean isPassive(IcingaObject service) {
        return List.of("dummy", "passive").contains(service.get("check_command").orElse(""));
    }

    private void freshness(IcingaObject service) {
        Duration every = agentInterval(service);
        boolean isForResults = every != null
                || isPassive(service)
                || service.list("templates").stream().anyMatch(name -> name.contains("passive"));
        if (service.isFalse("enable_active_checks")) {
            add(FindingKind.ICINGA_FRESHNESS, service.place("enable_active_checks"), "enable_active_checks is false");
        } else if (isForResults) {
            interval(service, every == null ? Duration.ofSeconds(60) : every);
        }
    }

    private @Nullable Duration agentInterval(IcingaObject service) {
        return expected.agentIntervals()
                .get(List.of(
                        service.get("host_name").orElse(""),
                        service.name().substring(service.name().indexOf('!') + 1)));
    }

    private void interval(IcingaObject service, Duration every) {
        double needed = every.toSeconds() + PROBE;
        double interval = service.number("check_interval").orElse(300.0);
        if (interval < needed) {
            add(
                    FindingKind.ICINGA_FRESHNESS,
                    service.place("check_interval"),
                    "check_interval is " + Math.round(interval) + " s, where the agent's interval + 660 s are "
                            + Math.round(needed));
        }
    }

    private void add(FindingKind kind, String place, String what) {
        findings.add(kind, place, what, 1);
    }
}
