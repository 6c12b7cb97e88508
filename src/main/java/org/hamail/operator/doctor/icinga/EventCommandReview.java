package org.hamail.operator.doctor.icinga;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.Role;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Judges how a service of Icinga tells hamail of its faults. */
final class EventCommandReview {
    private static final List<String> TOLD = List.of(
            "$service.state$",
            "$service.state_type$",
            "$service.check_attempt$",
            "$service.output$",
            "$host.state$",
            "$service.downtime_depth$",
            "$host.downtime_depth$");

    private final IcingaObjects objects;
    private final Set<String> ownEndpoints;
    private final Findings findings;

    EventCommandReview(IcingaObjects objects, Findings findings) {
        this.objects = objects;
        this.ownEndpoints = OwnEndpoints.of(objects);
        this.findings = findings;
    }

    void judge(IcingaObject service) {
        Optional<String> name = service.get("event_command");
        if (name.isEmpty()) {
            add(
                    FindingKind.ICINGA_NO_EVENT_COMMAND,
                    service.place("event_command"),
                    "service '" + service.name() + "' has no event_command");
            return;
        }
        if (service.isFalse("enable_event_handler")) {
            add(
                    FindingKind.ICINGA_NO_EVENT_COMMAND,
                    service.place("enable_event_handler"),
                    "enable_event_handler is false");
        }
        service.get("command_endpoint")
                .filter(ownEndpoints::contains)
                .ifPresent(endpoint -> add(
                        FindingKind.ICINGA_SELF_ENDPOINT,
                        service.place("command_endpoint"),
                        "command_endpoint is '" + endpoint + "', the monitoring server itself"));
        objects.find("EventCommand", name.get()).ifPresent(command -> {
            macros(command);
            refusedWord("mail_daemon", Role.words(), service, command);
            refusedWord("mail_check", List.of("process", "protocol"), service, command);
            refusedWord("mail_observer", List.of("local", "remote"), service, command);
        });
    }

    /** The event handler takes none but {@code known}, and what it refuses is not recorded. */
    private void refusedWord(String variable, List<String> known, IcingaObject service, IcingaObject command) {
        Optional<String> word = service.get("vars." + variable).filter(value -> !value.contains("$"));
        if (word.isPresent() && !known.contains(word.get()) && command.words().contains("$" + variable + "$")) {
            findings.add(
                    FindingKind.ICINGA_MACROS_MISSING,
                    service.place("vars." + variable),
                    "vars." + variable + " of service '" + service.name() + "' is '" + word.get() + "'",
                    "set it to one of " + String.join(", ", known),
                    1);
        }
    }

    private void macros(IcingaObject command) {
        String text = String.join("\n", command.words());
        List<String> missing =
                TOLD.stream().filter(macro -> !text.contains(macro)).toList();
        boolean isOurs = text.contains("handle_mail_fault") || text.contains("$service.state_type$");
        if (isOurs && !missing.isEmpty()) {
            add(
                    FindingKind.ICINGA_MACROS_MISSING,
                    command.place("arguments"),
                    "the EventCommand '" + command.name() + "' does not pass " + String.join(", ", missing));
        }
    }

    private void add(FindingKind kind, String place, String what) {
        findings.add(kind, place, what, 1);
    }
}
