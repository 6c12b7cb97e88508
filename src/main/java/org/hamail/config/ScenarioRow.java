package org.hamail.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hamail.config.ReplayConfig.Subject;
import org.hamail.config.yaml.Key;
import org.hamail.config.yaml.Keys;
import org.hamail.config.yaml.Section;
import org.hamail.config.yaml.ValueKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;

/**
 * One row of `replay.map`; the patterns match whole names.
 *
 * @param daemon empty for the user/group directory
 */
public record ScenarioRow(
        Pattern host, Pattern service, String logicalHost, Optional<Role> daemon, Subject check, Observer observer) {
    static final Keys KEYS = new Keys("a row, `replay.map`");
    private static final Key<String> HOST =
            KEYS.needed("host", ValueKind.text("regular expression"), "matches the whole name of the core's host");
    private static final Key<String> SERVICE = KEYS.needed(
            "service", ValueKind.text("regular expression"), "matches the whole name of the core's service");
    private static final Key<String> LOGICAL_HOST =
            KEYS.needed("logical_host", ValueKind.text("name"), "one of `logical_hosts`");
    private static final Key<Role> DAEMON = KEYS.optional(
            "daemon", ValueKind.choice(Role.values()), "needed", "what is checked; not with check: directory");
    private static final Key<Subject> CHECK = KEYS.needed(
            "check",
            ValueKind.choice(Subject.values()),
            "what the check looks at; directory = the user/group directory");
    private static final Key<Observer> OBSERVER = KEYS.optional(
            "observer",
            ValueKind.choice(Observer.values()),
            "local for check: process",
            "where it looks from; needed with check: protocol");

    static Optional<ScenarioRow> read(Section keys, Set<String> logicalHosts) {
        Optional<Pattern> host = pattern(keys, HOST);
        Optional<Pattern> service = pattern(keys, SERVICE);
        Optional<String> logicalHost = keys.get(LOGICAL_HOST);
        if (logicalHost.isPresent() && !logicalHosts.contains(logicalHost.get())) {
            keys.value(LOGICAL_HOST).orElseThrow().problem("there is no logical host " + logicalHost.get());
        }
        Optional<Subject> check = keys.get(CHECK);
        Optional<Role> daemon = keys.get(DAEMON);
        Optional<Observer> observer = keys.get(OBSERVER);
        check.ifPresent(kind -> requireFor(kind, keys));
        keys.refuseOthers(KEYS);
        if (host.isEmpty() || service.isEmpty() || logicalHost.isEmpty() || check.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ScenarioRow(
                host.get(), service.get(), logicalHost.get(), daemon, check.get(), observer.orElse(Observer.LOCAL)));
    }

    private static void requireFor(Subject check, Section keys) {
        if (check == Subject.DIRECTORY) {
            keys.value(DAEMON).ifPresent(value -> value.problem("a directory is not a daemon of a mail server"));
            return;
        }
        keys.require(DAEMON);
        if (check == Subject.PROTOCOL) {
            keys.require(OBSERVER);
        }
    }

    private static Optional<Pattern> pattern(Section keys, Key<String> key) {
        Optional<String> text = keys.get(key);
        try {
            return text.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            keys.value(key).orElseThrow().problem("is not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }
}
