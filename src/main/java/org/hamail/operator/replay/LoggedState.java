package org.hamail.operator.replay;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.model.ServiceState;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.CoreWords;
import org.hamail.recovery.policy.Situation.Confirmation;
import org.jspecify.annotations.Nullable;

/** How things stand at a moment of the replay, as far as the log has told. */
final class LoggedState {
    /** A probe at the opening of a gate takes its time, and the core looks once a minute. */
    private static final long PROBE_TIME = 90_000;

    private final String logicalHost;
    private final HealthyTimes well;
    private final Map<Series, Occurrence.Reported> newest = new HashMap<>();
    private final Map<Series, CoreWords.CoreWord> words = new HashMap<>();
    private CoreWords shown = new CoreWords(Map.of());
    private boolean directoryAnswers = true;
    private ServiceState service = ServiceState.initial();

    LoggedState(String logicalHost, HealthyTimes well) {
        this.logicalHost = logicalHost;
        this.well = well;
    }

    /** Takes note of {@code reported}; what was said of that series before, null if nothing was. */
    Occurrence.@Nullable Reported take(Occurrence.Reported reported) {
        return newest.put(reported.series(), reported);
    }

    /** Whether a gate of {@code change}'s service has opened by it. */
    boolean take(Occurrence.Surroundings change) {
        CoreWords.CoreWord word = change.word();
        CoreWords.@Nullable CoreWord before = words.put(change.series(), word);
        shown = new CoreWords(words);
        return before != null
                && ((word.downtime().equals("0") && !before.downtime().equals("0"))
                        || (word.hostState().equals("UP") && !before.hostState().equals("UP")));
    }

    /** Whether the directory's gate has opened by it. */
    boolean take(Occurrence.Directory said) {
        boolean opened = said.answers() && !directoryAnswers;
        directoryAnswers = said.answers();
        return opened;
    }

    void take(OperatorCommand act) {
        ServiceState.Switch position =
                switch (act.verb()) {
                    case "pause" -> ServiceState.Switch.PAUSED;
                    case "off" -> ServiceState.Switch.OFF;
                    case "on", "resume" -> ServiceState.Switch.ON;
                    default -> service.position();
                };
        if (position != service.position()) {
            service = new ServiceState(position, act.who(), act.reason(), Optional.empty(), act.until());
        }
    }

    /** {@code said}, told only now: with the downtime and the state of the host of now. */
    Notification asOfNow(Notification said) {
        return shown.of(Series.of(said), Optional.empty())
                .map(word -> said.during(word.hostState(), word.downtime()))
                .orElse(said);
    }

    CoreWords words() {
        return shown;
    }

    boolean directoryAnswers() {
        return directoryAnswers;
    }

    ServiceState service() {
        return service;
    }

    boolean isWell(Series series) {
        Occurrence.@Nullable Reported last = newest.get(series);
        return last != null && last.ok();
    }

    /** Every series of {@code daemon} that is not well. */
    Set<Series> problems(Role daemon) {
        Set<Series> ill = new HashSet<>();
        newest.forEach((series, last) -> {
            if (series.daemon() == daemon && !last.ok()) {
                ill.add(series);
            }
        });
        return ill;
    }

    /** Those that are not well, of every daemon. */
    Set<Series> problems() {
        Set<Series> ill = new HashSet<>();
        EnumSet.allOf(Role.class).forEach(role -> ill.addAll(problems(role)));
        return ill;
    }

    /** What a probe of the daemon of {@code series} would find; {@code opening}: made because a gate has opened now. */
    Confirmation probe(Series series, long now, boolean opening) {
        if (isWell(series)) {
            return new Confirmation.Healed("the log shows OK");
        }
        if (opening && well.between(logicalHost, series, now, now + PROBE_TIME)) {
            return new Confirmation.Healed("the log shows OK within " + PROBE_TIME / 1000 + " s");
        }
        var local = new Series(series.daemon(), CheckKind.PROTOCOL, Observer.LOCAL);
        if (series.observer() == Observer.REMOTE && isWell(local)) {
            return new Confirmation.ServedLocally("the local check says OK");
        }
        Occurrence.@Nullable Reported beside = newest.get(local);
        if (beside != null && !beside.ok() && beside.said().cause().equals(Optional.of(Cause.SATURATED.word()))) {
            return new Confirmation.Full("the local check says so");
        }
        Occurrence.@Nullable Reported last = newest.get(series);
        String since = last == null ? "" : " since " + Instant.ofEpochMilli(last.at());
        return new Confirmation.StillFailing(
                "the log shows " + (last == null ? "a problem" : last.said().state()) + since);
    }
}
