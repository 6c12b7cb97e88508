package org.hamail.recovery.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.recovery.engine.Engine;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.history.ActionTrace;

/** What the recovery side of a logical host is doing, as names and values; empty values where nothing is known. */
final class StatusValues {
    private final RecoveryStatus status;
    private final Map<String, String> values = new LinkedHashMap<>();

    StatusValues(RecoveryStatus status) {
        this.status = status;
    }

    Map<String, String> all() {
        values.put("logical_host", status.site().logicalHost());
        values.put("service", status.serviceWord());
        values.put("condition", status.condition().word());
        values.put("detail", status.sentence());
        askEngine();
        values.put("standing", standing());
        values.put("next", next());
        values.put("last_action", lastAction());
        values.put("last_decision", lastDecision());
        return values;
    }

    private String next() {
        return status.found()
                .nextOpening()
                .or(this::restartLeftAt)
                .map(Instant::toString)
                .orElse("");
    }

    private String lastDecision() {
        return status.lastDecision().map(StatusValues::decision).orElse("");
    }

    private void askEngine() {
        Engine engine = status.site().engine();
        try {
            ClusterView view = engine.status();
            boolean observes = engine.observes();
            boolean stopped = !observes && status.serviceWord().equals(ServiceState.Switch.OFF.word());
            String active = stopped ? "" : view.active().orElse("");
            putEngine(active, observes ? view.state().word() : "none", String.join(",", view.eligible()));
        } catch (EngineUnavailable e) {
            putEngine("", "silent: " + e.getMessage(), "");
        }
    }

    private void putEngine(String active, String engine, String eligible) {
        values.put("active", active);
        values.put("engine", engine);
        values.put("eligible", eligible);
    }

    private Optional<Instant> restartLeftAt() {
        return status.found().held().stream()
                .flatMap(fault -> fault.restartLeftAt().stream())
                .min(Comparator.naturalOrder());
    }

    private String lastAction() {
        return status.found().situation().history().actions().stream()
                .reduce((first, second) -> second)
                .map(ActionTrace::story)
                .orElse("");
    }

    /** Every fault that stands, with what holds it. */
    private String standing() {
        return status.found().held().stream()
                .map(fault -> StatusFinding.sentence(status.site(), fault))
                .collect(Collectors.joining("; "));
    }

    private static String decision(Entry entry) {
        return entry.event() instanceof DecisionRecord made
                ? "#" + entry.seq() + " " + made.decision() + " (" + made.rule() + "): " + made.reason()
                : "";
    }
}
