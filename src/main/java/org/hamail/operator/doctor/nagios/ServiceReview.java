package org.hamail.operator.doctor.nagios;

import java.util.List;
import java.util.Optional;
import org.hamail.model.Role;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Judges the directives of one service that watches a mail daemon. */
final class ServiceReview {
    private final WatchedService service;
    private final Findings findings;

    ServiceReview(WatchedService service, Findings findings) {
        this.service = service;
        this.findings = findings;
    }

    /** {@code interval}: from one result to the next, in seconds. */
    void judge(Optional<CommandCall> handler, double interval) {
        if (service.isNotifyOnly()) {
            notifyOnly(handler);
        } else {
            reporting(handler);
        }
        freshness(interval);
    }

    private void notifyOnly(Optional<CommandCall> handler) {
        if (handler.isPresent() && !service.isHandlerOff()) {
            add(
                    FindingKind.NAGIOS_PROTOCOL_ON_NOTIFY_ONLY,
                    service.place("_DAEMON"),
                    "a protocol check of " + service.daemon() + " has an event handler");
        }
    }

    private void reporting(Optional<CommandCall> handler) {
        if (handler.isEmpty()) {
            Optional<String> template = service.missingTemplate();
            if (template.isPresent()) {
                add(FindingKind.UNREADABLE, service.place("use"), "there is no template '" + template.get() + "'");
                return;
            }
            add(FindingKind.NAGIOS_NO_HANDLER, service.place("event_handler"), quoted() + " has no event_handler");
            return;
        }
        if (service.isHandlerOff()) {
            add(FindingKind.NAGIOS_HANDLERS_OFF, service.place("event_handler_enabled"), "event_handler_enabled is 0");
        }
        refusedWord("_DAEMON", "$_SERVICEDAEMON$", Role.words(), handler.get());
        refusedWord("_CHECK", "$_SERVICECHECK$", List.of("process", "protocol"), handler.get());
        refusedWord("_OBSERVER", "$_SERVICEOBSERVER$", List.of("local", "remote"), handler.get());
        service.get("max_check_attempts")
                .filter(attempts -> attempts.number().orElse(0.0) == 1.0)
                .ifPresent(attempts -> add(FindingKind.NAGIOS_ATTEMPTS, attempts.place(), "max_check_attempts is 1"));
    }

    /** The event handler takes none but {@code known}, and what it refuses is not recorded. */
    private void refusedWord(String variable, String macro, List<String> known, CommandCall handler) {
        String word = service.get(variable).map(Directive::value).orElse("");
        if (handler.words().stream().anyMatch(macro::equals) && !known.contains(word)) {
            findings.add(
                    FindingKind.NAGIOS_MACROS_MISSING,
                    service.place(variable),
                    variable + " of " + quoted() + " is " + (word.isEmpty() ? "missing" : "'" + word + "'"),
                    "set it to one of " + String.join(", ", known),
                    service.count());
        }
    }

    /** A check of processes answers in milliseconds; only a probe may take its full time limit. */
    private void freshness(double interval) {
        boolean isChecked =
                service.get("check_freshness").map(value -> !value.isOff()).orElse(false);
        if (!isChecked || !service.isProtocol()) {
            return;
        }
        double needed = interval + NagiosReview.PROBE;
        Optional<Directive> threshold = service.get("freshness_threshold");
        double seconds = threshold.flatMap(Directive::number).orElse(0.0);
        if (seconds < needed) {
            String what = seconds == 0
                    ? "check_freshness without a freshness_threshold, where the interval + 660 s are "
                    : "freshness_threshold is "
                            + threshold.map(Directive::value).orElse("") + ", where the interval + 660 s are ";
            add(
                    FindingKind.NAGIOS_FRESHNESS,
                    service.place(threshold.isPresent() ? "freshness_threshold" : "check_freshness"),
                    what + Math.round(needed));
        }
    }

    private String quoted() {
        return "service '" + service.description() + "'";
    }

    private void add(FindingKind kind, String place, String what) {
        findings.add(kind, place, what, service.count());
    }
}
