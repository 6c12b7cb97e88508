package org.hamail.operator.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.hamail.operator.replay.Occurrence.Origin;
import org.hamail.recovery.event.ByHand;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.DecisionEffect;

/**
 * From the journal of a logical host to what happened to it: what was reported and what people did. What hamail itself decided
 * and did then is left out; where it saw the service well, that counts as a report. What was reported of a node that did not hold the
 * logical host is spent, and is left out as well; where nothing tells which node held it, that is undecidable.
 */
final class JournalTranslator {
    private final String logicalHost;
    private final ActiveNodes holders;
    private final Undecidable undecidable;
    private final List<Occurrence> occurrences = new ArrayList<>();
    private final Map<Series, Notification> ill = new LinkedHashMap<>();
    private final Map<Long, Series> ofNodes = new HashMap<>();
    private final Set<String> manual = new HashSet<>();
    private Optional<Entry> before = Optional.empty();
    private long now;

    private JournalTranslator(String logicalHost, ActiveNodes holders, Undecidable undecidable) {
        this.logicalHost = logicalHost;
        this.holders = holders;
        this.undecidable = undecidable;
    }

    /** {@code entries}: oldest first; a clock that went back stands still here. */
    static List<Occurrence> translate(String logicalHost, List<Entry> entries, Undecidable undecidable) {
        var translator = new JournalTranslator(logicalHost, new ActiveNodes(entries), undecidable);
        for (Entry entry : entries) {
            translator.now = Math.max(translator.now, entry.at().time().toEpochMilli());
            translator.holders.take(entry.event());
            translator.take(entry.seq(), entry.event());
            translator.before = Optional.of(entry);
        }
        return translator.occurrences;
    }

    private void take(long seq, Event event) {
        if (event instanceof Notification said) {
            report(seq, said, Origin.REPORT);
        } else if (event instanceof CoreReport core) {
            report(seq, core.seen(), Origin.STATE);
        } else if (event instanceof DecisionRecord decision) {
            endOfOtherNodes(decision);
        } else if (event instanceof OperatorCommand) {
            done(event);
        } else if (event instanceof Intent intent && ByHand.isAsked(before)) {
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

    /** The nodes of a replay are its own: what was reported of the holder is about the logical host. */
    private void report(long seq, Notification said, Origin origin) {
        if (said.node().isPresent()) {
            Optional<String> holder = holders.at(seq);
            if (holder.isEmpty()) {
                String why = "the journal does not tell which node held the logical host";
                undecidable.add(logicalHost, NodeSeries.of(said).words(), why);
            }
            if (!said.node().equals(holder)) {
                return;
            }
            ofNodes.put(seq, Series.of(said));
        }
        report(said.about(Optional.empty()), origin);
    }

    /** Its node held the logical host when it was reported, and does not any more: it asks for nothing now. */
    private void endOfOtherNodes(DecisionRecord decision) {
        if (decision.rule().equals(DecisionEffect.WRONG_NODE)) {
            Set<Series> ended = new HashSet<>();
            decision.because()
                    .forEach(seq -> Optional.ofNullable(ofNodes.remove(seq)).ifPresent(ended::add));
            well(ended::contains);
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
