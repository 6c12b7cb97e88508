package org.hamail.operator.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.operator.replay.Occurrence.Origin;
import org.hamail.operator.replay.log.Downtimes;
import org.hamail.operator.replay.log.LogEvent;
import org.hamail.operator.replay.log.LogKind;
import org.hamail.operator.replay.log.Logs;
import org.hamail.operator.replay.log.StockOutput;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.policy.CoreWords;
import org.jspecify.annotations.Nullable;

/** From the lines of logs, oldest first, to what happened to logical hosts: knows downtimes and states of hosts on the way. */
final class LogTranslator {
    private static final long MILLIS = 1000;
    private static final int MOST_WORDS = 50_000;

    private final ServiceMap services;
    private final Undecidable undecidable;
    private final Downtimes downtimes = new Downtimes();
    private final RepeatedReports repeats = new RepeatedReports();
    private final Map<String, String> hostStates = new HashMap<>();
    private final Map<String, Map<String, MapRow.MapTarget>> seen = new HashMap<>();
    private final Map<Watched, CoreWords.CoreWord> coreWords = new HashMap<>();
    private final Map<String, Set<String>> complaints = new LinkedHashMap<>();
    private final Map<Notification, Notification> words = new HashMap<>();
    private final List<Occurrence> occurrences = new ArrayList<>();

    LogTranslator(ServiceMap services, Undecidable undecidable) {
        this.services = services;
        this.undecidable = undecidable;
    }

    private record Watched(String logicalHost, Series series) {}

    List<Occurrence> translate(List<Logs.Said> said) {
        said.forEach(this::take);
        return occurrences;
    }

    private void take(Logs.Said said) {
        LogEvent event = said.event();
        if (event.kind().ofDowntime()) {
            downtimes.take(event);
            look(event);
        } else if (event.kind().ofHost()) {
            hostStates.put(event.host(), event.state());
            look(event);
        } else if (event.kind().isReport() || !event.text().equals("(null)")) {
            services.target(event.host(), event.service()).ifPresent(target -> service(said, target));
        }
    }

    private void service(Logs.Said said, MapRow.MapTarget target) {
        LogEvent event = said.event();
        seen.computeIfAbsent(event.host(), host -> new LinkedHashMap<>()).put(event.service(), target);
        if (target.series().isEmpty()) {
            directory(event, target);
            return;
        }
        look(event.at(), event.host(), event.service(), target);
        Optional<Cause> stock = stock(event, target.series().get());
        boolean isShort = event.kind().isReport() && stock.equals(Optional.of(Cause.TIMEOUT));
        Origin origin = isShort ? Origin.SHORT_TIMEOUT : event.kind().isReport() ? Origin.REPORT : Origin.STATE;
        Notification notification = known(notification(event, target.series().get(), stock));
        if (event.kind().isReport()
                && !event.state().equals("OK")
                && notification.cause().isEmpty()) {
            undecidable.add(event.host(), event.service(), event.text());
        }
        long id = repeats.id(said, target.series().get());
        occurrences.add(new Occurrence.Reported(event.at() * MILLIS, target.logicalHost(), notification, id, origin));
    }

    private static Optional<Cause> stock(LogEvent event, Series series) {
        boolean isProblem = event.state().equals("CRITICAL") || event.state().equals("WARNING");
        return isProblem && Bracket.in(event.text()).isEmpty()
                ? StockOutput.cause(series.check(), event.text())
                : Optional.empty();
    }

    /** One for all that are equal: a log says the same again and again. */
    private Notification known(Notification said) {
        if (words.size() > MOST_WORDS) {
            words.clear();
        }
        Notification before = words.putIfAbsent(said, said);
        return before == null ? said : before;
    }

    private Notification notification(LogEvent event, Series series, Optional<Cause> stock) {
        Optional<Bracket> bracket = Bracket.in(event.text());
        CoreWords.CoreWord word = word(event.host(), event.service());
        return new Notification(
                series.daemon(),
                series.check(),
                series.observer(),
                event.state(),
                event.stateType(),
                event.attempt(),
                stock.map(Cause::word).or(() -> bracket.map(Bracket::cause)),
                stock.isPresent()
                        ? stock.filter(Cause.TIMEOUT::equals).map(cause -> "greeting")
                        : bracket.flatMap(Bracket::phase),
                event.state().equals("OK") ? beginning(event.text()) : event.text(),
                word.hostState(),
                word.downtime(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of what is well nothing counts behind the label: times and numbers that differ each time. */
    private static String beginning(String text) {
        int colon = text.indexOf(": ");
        return colon < 0 ? text : text.substring(0, colon);
    }

    /** Only what is known to be bad closes it: slow, or late in a warning, still answers. */
    private void directory(LogEvent event, MapRow.MapTarget target) {
        Set<String> bad = complaints.computeIfAbsent(target.logicalHost(), host -> new LinkedHashSet<>());
        String name = event.host() + ";" + event.service();
        if (event.state().equals("CRITICAL") || event.state().equals("UNKNOWN")) {
            bad.add(name);
        } else {
            bad.remove(name);
        }
        occurrences.add(
                new Occurrence.Directory(event.at() * MILLIS, target.logicalHost(), bad.isEmpty(), event.text()));
    }

    /** Tells every service that {@code event} of a host or of a downtime is about. */
    private void look(LogEvent event) {
        Map<String, MapRow.MapTarget> ofHost = seen.getOrDefault(event.host(), Map.of());
        if (event.kind() == LogKind.SERVICE_DOWNTIME) {
            MapRow.@Nullable MapTarget target = ofHost.get(event.service());
            if (target != null) {
                look(event.at(), event.host(), event.service(), target);
            }
            return;
        }
        ofHost.forEach((service, target) -> look(event.at(), event.host(), service, target));
    }

    private void look(long at, String host, String service, MapRow.MapTarget target) {
        if (target.series().isEmpty()) {
            return;
        }
        Series series = target.series().get();
        CoreWords.CoreWord word = word(host, service);
        if (!word.equals(coreWords.put(new Watched(target.logicalHost(), series), word))) {
            occurrences.add(new Occurrence.Surroundings(at * MILLIS, target.logicalHost(), series, word));
        }
    }

    private CoreWords.CoreWord word(String host, String service) {
        int depth = downtimes.depth(host, service);
        return new CoreWords.CoreWord("" + depth, hostStates.getOrDefault(host, "UP"), true);
    }
}
