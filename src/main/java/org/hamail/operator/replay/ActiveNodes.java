package org.hamail.operator.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;

/** Which node held a logical host, as far as its journal tells: what the engine said, what was moved, where hamail looked. */
final class ActiveNodes {
    /** The value of the gate {@code engine}. */
    private static final Pattern RUNNING = Pattern.compile("(\\S+) (?:running|stopped|moving|maintenance)(?:,.*)?");

    private final Map<Long, String> atDecision = new HashMap<>();
    private final Map<String, String> moving = new HashMap<>();
    private Optional<String> first = Optional.empty();
    private Optional<String> last = Optional.empty();

    /** {@code entries}: all of the journal, oldest first. */
    ActiveNodes(List<Entry> entries) {
        for (Entry entry : entries) {
            Optional<String> told = told(entry.event());
            first = first.or(() -> told);
            if (told.isPresent() && entry.event() instanceof DecisionRecord decision) {
                decision.because().forEach(seq -> atDecision.putIfAbsent(seq, told.get()));
            }
        }
    }

    /** The next record. */
    void take(Event event) {
        last = told(event).or(() -> last);
        if (event instanceof Intent intent && intent.action() == Action.FAILOVER && !intent.dryRun()) {
            intent.to().ifPresent(node -> moving.put(intent.id(), node));
        } else if (event instanceof Outcome outcome && outcome.result() == Outcome.Result.DONE) {
            last = Optional.ofNullable(moving.remove(outcome.id())).or(() -> last);
        }
    }

    /** That held it when record {@code seq}, a report, was judged, or else before; empty where nothing tells. */
    Optional<String> at(long seq) {
        return Optional.ofNullable(atDecision.get(seq)).or(() -> last).or(() -> first);
    }

    private static Optional<String> told(Event event) {
        if (event instanceof DecisionRecord decision) {
            return decision.gates().stream()
                    .filter(gate -> gate.gate().equals("engine"))
                    .flatMap(gate -> holder(gate).stream())
                    .findFirst();
        } else if (event instanceof Intent intent && !intent.dryRun()) {
            return intent.from();
        }
        return event instanceof OwnProbe probe ? probe.node() : Optional.empty();
    }

    private static Optional<String> holder(Gate gate) {
        Matcher said = RUNNING.matcher(gate.value() == null ? "" : gate.value());
        return said.matches() ? Optional.of(said.group(1)) : Optional.empty();
    }
}
