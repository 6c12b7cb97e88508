package org.hamail.operator.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hamail.operator.replay.HostResult.Stretch;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** What the journal says was decided and done, in the form of a replay, so that it is drawn the same way. */
public final class RecordedHistory {
    private final Map<Long, String> daemons = new HashMap<>();
    private final Map<String, Entry> begun = new HashMap<>();
    private final List<ReplayDecision> made = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();

    private RecordedHistory() {}

    /** The report of {@code entries}, the journal of {@code logicalHost}, oldest first. */
    public static ReplayReport report(String logicalHost, List<Entry> entries) {
        var recorded = new RecordedHistory();
        entries.forEach(recorded::take);
        ReplayInput input = ReplayInput.ofJournals(Origin.DECISIONS, Map.of(logicalHost, entries));
        var result = new HostResult(logicalHost, recorded.made, recorded.stretches);
        return new ReplayReport(
                input,
                Instant.ofEpochMilli(input.extent().first()),
                Instant.ofEpochMilli(input.extent().last()),
                List.of(result),
                List.of(),
                List.of());
    }

    private void take(Entry entry) {
        if (entry.event() instanceof Notification said) {
            daemons.put(entry.seq(), said.daemon().word());
        } else if (entry.event() instanceof CoreReport core) {
            daemons.put(entry.seq(), core.seen().daemon().word());
        } else if (entry.event() instanceof OwnProbe probe) {
            daemons.put(entry.seq(), probe.daemon().word());
        } else if (entry.event() instanceof DecisionRecord decision) {
            decided(entry, decision);
        } else if (entry.event() instanceof Intent intent) {
            begun.put(intent.id(), entry);
        } else if (entry.event() instanceof Verification verification) {
            ended(entry, verification);
        }
    }

    private String daemon(DecisionRecord decision) {
        return decision.because().stream()
                .filter(daemons::containsKey)
                .reduce((first, last) -> last)
                .map(seq -> daemons.getOrDefault(seq, ""))
                .orElse("");
    }

    private void decided(Entry entry, DecisionRecord decision) {
        if (!decision.decision().equals("none")) {
            made.add(new ReplayDecision(
                    entry.at().time(),
                    decision.decision(),
                    decision.rule(),
                    daemon(decision),
                    decision.reason(),
                    ReplayDecision.closed(decision.gates())));
        }
    }

    private void ended(Entry entry, Verification verification) {
        @Nullable Entry began = begun.remove(verification.id());
        if (began != null && began.event() instanceof Intent intent) {
            stretches.add(new Stretch(
                    began.at().time(),
                    entry.at().time(),
                    intent.action().word(),
                    intent.daemon(),
                    verification.ok() ? "verified" : "not verified"));
        }
    }
}
