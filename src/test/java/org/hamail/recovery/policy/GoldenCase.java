package org.hamail.recovery.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hamail.model.CheckKind;
import org.hamail.model.FaultRules;
import org.hamail.model.Observer;
import org.hamail.model.PolicySettings;
import org.hamail.model.PolicySettings.PolicyMode;
import org.hamail.model.PolicySettings.RestartScope;
import org.hamail.model.Role;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Outcome;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A situation as a person writes it down: what was configured, what happened, who asks, and what the outside answers. A line
 * of {@code events} is {@code DAEMON CHECK OBSERVER STATE [CAUSE[/PHASE]] [label=LABEL] [downtime=N] [host=WORD] [event=ID]
 * [node=NODE]} for a notification, or one of {@code wait 10m}, {@code clock -2h}, {@code reboot 5m}, {@code decided}, {@code operator VERB},
 * {@code intent ID ACTION}, {@code dry-run ID ACTION}, {@code outcome ID RESULT}, {@code verification ID ok|bad}.
 */
record GoldenCase(String shows, Situation situation) {
    static final Path FOLDER = Path.of("test-fixtures", "policy");

    static GoldenCase read(Path folder) throws IOException {
        String text = Files.readString(folder.resolve("situation.yaml"));
        Map<?, ?> yaml = (Map<?, ?>)
                Objects.requireNonNull(new Load(LoadSettings.builder().build()).loadFromString(text));
        Story story = new Story();
        story.settings = settings(map(yaml, "settings"));
        for (Object line : (List<?>) Objects.requireNonNullElse(yaml.get("events"), List.of())) {
            event(story, line.toString().split(" +"));
        }
        Situation situation = "handler".equals(yaml.get("asked")) ? story.handler() : story.worker();
        return new GoldenCase(Objects.toString(yaml.get("shows")), GoldenReadings.in(situation, map(yaml, "readings")));
    }

    private static Map<?, ?> map(Map<?, ?> yaml, String key) {
        return (Map<?, ?>) Objects.requireNonNullElse(yaml.get(key), Map.of());
    }

    private static PolicySettings settings(Map<?, ?> yaml) {
        PolicySettings usual = Story.settings();
        var rules = new FaultRules(
                yaml.get("act_on") instanceof List<?> words
                        ? words.stream()
                                .map(word -> Cause.of(word.toString()).orElseThrow())
                                .collect(Collectors.toUnmodifiableSet())
                        : usual.actOn(),
                number(yaml, "remote_failures", 2),
                span(Objects.toString(yaml.get("retry_interval"), "1h")),
                span(Objects.toString(yaml.get("settle"), "2m")));
        return new PolicySettings(
                PolicyMode.valueOf(constant(yaml, "mode", "failover")),
                rules,
                number(yaml, "retry_count", 2),
                RestartScope.valueOf(constant(yaml, "restart_scope", "instance")),
                span(Objects.toString(yaml.get("pingpong_interval"), "1h")),
                usual.storm());
    }

    private static String constant(Map<?, ?> yaml, String key, String usual) {
        return Objects.toString(yaml.get(key), usual).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int number(Map<?, ?> yaml, String key, int usual) {
        return yaml.get(key) instanceof Integer value ? value : usual;
    }

    private static Duration span(String words) {
        String iso = words.replaceFirst("^([+-]?)(\\d+)d$", "$1P$2D").replaceFirst("^([+-]?)(\\d.*)$", "$1PT$2");
        return Duration.parse(iso);
    }

    private static void event(Story story, String[] words) {
        switch (words[0]) {
            case "wait" -> story.after(span(words[1]));
            case "clock" -> story.clockSteps(span(words[1]));
            case "reboot" -> story.reboot(span(words[1]));
            case "decided" -> story.decided();
            case "operator" -> story.operator(words[1]);
            case "intent" -> story.begun(words[1], Action.of(words[2]).orElseThrow());
            case "dry-run" -> story.dryRun(words[1], Action.of(words[2]).orElseThrow());
            case "outcome" -> story.ended(words[1], Outcome.Result.of(words[2]).orElseThrow());
            case "verification" -> story.verified(words[1], words[2].equals("ok"));
            default -> story.then(notification(words));
        }
    }

    private static Story.Said notification(String[] words) {
        Story.Said said = Story.said(
                        Role.of(words[0]).orElseThrow(),
                        CheckKind.of(words[1]).orElseThrow(),
                        Observer.of(words[2]).orElseThrow())
                .state(words[3].equals("''") ? "" : words[3]);
        for (String word : Arrays.asList(words).subList(4, words.length)) {
            int equals = word.indexOf('=');
            String value = word.substring(equals + 1);
            switch (equals < 0 ? word : word.substring(0, equals)) {
                case "downtime" -> said.downtime(value);
                case "host" -> said.hostState(value);
                case "event" -> said.event(value);
                case "no-event" -> said.withoutEvent();
                case "node" -> said.node(value);
                case "label" -> said.label(value);
                default -> {
                    if (equals < 0) {
                        said.cause(word.replaceFirst("/.*", ""));
                        if (word.contains("/")) {
                            said.phase(word.replaceFirst(".*/", ""));
                        }
                    } else {
                        throw new IllegalArgumentException(String.join(" ", words));
                    }
                }
            }
        }
        return said;
    }
}
