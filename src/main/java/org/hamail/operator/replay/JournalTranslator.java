package org.hamail.operator.replay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.operator.replay.Occurrence.Origin;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;

/**
 * From the journal of a logical host to what happened to it: what was reported and what people did. What hamail itself decided
 * and did then is left out; where it saw the service well, that counts as a report.
 */
final class JournalTranslator {
    private final String logicalHost;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final Map<Series, Notification> ill = new LinkedHashMap<>();
    private final Set<String> manual = new HashSet<>();
    private boolean wanted;
    private long now;

    private JournalTranslator(String logicalHost) {
        this.logicalHost = logicalHost;
    }

    /** {@code entries}: oldest first; a clock that went back stands still here. */
    static List<Occurrence> translate(String logicalHost, List<Entry> entries) {
        var translator = new JournalTranslator(logicalHost);
        for (Entry entry : entries) {
            translator.now = Math.max(translator.now, entry.at().time().toEpochMilli());
            translator.take(entry.event());
        }
        return translator.occurrences;
    }

    private void take(Event event) {
        boolean isWanted = wanted;
        wanted = false;
        if (event instanceof Notification said) {
            // which node held the service then is not known of every moment of the past
            report(said.about(Optional.empty()), Origin.REPORT);
        } else if (event instanceof CoreReport core) {
            report(core.seen().about(Optional.empty()), Origin.STATE);
        } else if (event instanceof OperatorCommand act) {
            wanted = act.verb().equals("restart") || act.verb().equals("switch");
            done(event);
        } else if (event instanceof Intent intent && isWanted) {
            manual.add(intent.id());
            done(event);
        } else if (event instanceof Outcome outcome && manual.contains(outcome.id())) {
            done(event);
        } else if (event instanceof Verification verification) {
            if (manual.contains(verification.id())) {
                done(event);
            }
            well(series -> verification.ok());
        } else if (event instanceof OwnProbe probe && probe.result() == OwnProbe.Result.SERVES) {
            well(series -> series.daemon() == probe.daemon() && series.check() == probe.check());
        }
    }

    private void done(Event event) {
        occurrences.add(new Occurrence.Done(now, logicalHost, event));
    }

    private void report(Notification said, Origin origin) {
        if (said.state().equals("OK")) {
            ill.remove(Series.of(said));
        } else {
            ill.put(Series.of(said), said);
        }
        occurrences.add(new Occurrence.Reported(now, logicalHost, said, 0, origin));
    }

    private void well(Predicate<Series> which) {
        for (Series series : List.copyOf(ill.keySet())) {
            if (which.test(series)) {
                report(served(Objects.requireNonNull(ill.get(series))), Origin.STATE);
            }
        }
    }

    private static Notification served(Notification said) {
        return new Notification(
                said.daemon(),
                said.check(),
                said.observer(),
                "OK",
                "HARD",
                "1",
                Optional.empty(),
                Optional.empty(),
                "hamail saw it served",
                said.hostState(),
                said.downtime(),
                Optional.empty(),
                Optional.empty());
    }
}
