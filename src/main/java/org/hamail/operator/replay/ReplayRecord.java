package org.hamail.operator.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.operator.replay.HostResult.Stretch;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.GrowingHistory;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.policy.Decision;
import org.jspecify.annotations.Nullable;

/** What has happened to a logical host so far in a replay, and what was decided. */
final class ReplayRecord {
    private final String logicalHost;
    private final GrowingHistory history;
    private final List<ReplayDecision> made = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private final Map<Series, Hold> holds = new HashMap<>();
    private final Set<Series> unsettled = new HashSet<>();
    private final Map<Series, Long> probed = new HashMap<>();
    private long seq;

    ReplayRecord(Rules rules) {
        this.logicalHost = rules.logicalHost();
        this.history = new GrowingHistory(rules.settings().faultRules());
    }

    private record Hold(long since, String rule) {}

    static Moment moment(long now) {
        return new Moment(Instant.ofEpochMilli(now), "replay", BigDecimal.valueOf(now, 3));
    }

    GrowingHistory history() {
        return history;
    }

    void append(Event event, long now) {
        history.take(new Entry(++seq, moment(now), event));
    }

    /** A problem of {@code series} was told, which an OK must end. */
    void unsettled(Series series) {
        unsettled.add(series);
    }

    void settled(Series series) {
        unsettled.remove(series);
    }

    boolean isUnsettled(Series series) {
        return unsettled.contains(series);
    }

    /** The probe that the worker would have made. */
    void probe(Series series, OwnProbe.Result result, long now) {
        probed.put(series, now);
        append(
                new OwnProbe(
                        series.daemon(),
                        series.check(),
                        result,
                        Optional.empty(),
                        Optional.empty(),
                        "as the log shows",
                        BigDecimal.ZERO,
                        Optional.empty()),
                now);
    }

    /** Whether {@code fault} was probed at this very moment. */
    boolean isProbed(StandingFault fault, long now) {
        @Nullable Long last = probed.get(fault.series());
        return last != null && last == now;
    }

    void make(Decision decision, Series suspect, long now) {
        made.add(new ReplayDecision(
                Instant.ofEpochMilli(now),
                decision.word().word(),
                decision.rule(),
                suspect.daemon().word(),
                decision.reason(),
                ReplayDecision.closed(decision.gates())));
        if (decision.word() == Decision.Word.HOLD) {
            @Nullable Hold before = holds.get(suspect);
            if (before == null || !before.rule().equals(decision.rule())) {
                endHolds(suspect, now);
                holds.put(suspect, new Hold(now, decision.rule()));
            }
        } else {
            Set.copyOf(holds.keySet()).forEach(series -> endHolds(series, now));
        }
    }

    /** Whether {@code suspect} is held by this rule already. */
    boolean isHeldBy(String rule, Series suspect) {
        @Nullable Hold hold = holds.get(suspect);
        return hold != null && hold.rule().equals(rule);
    }

    void endHolds(Series series, long now) {
        @Nullable Hold hold = holds.remove(series);
        if (hold != null) {
            stretches.add(new Stretch(
                    Instant.ofEpochMilli(hold.since()),
                    Instant.ofEpochMilli(now),
                    "hold",
                    series.daemon().word(),
                    hold.rule()));
        }
    }

    void acted(RunningAction action, long now, String detail) {
        stretches.add(new Stretch(
                Instant.ofEpochMilli(action.begun()),
                Instant.ofEpochMilli(now),
                action.intent().action().word(),
                action.suspect().daemon().word(),
                detail));
    }

    HostResult result(long end) {
        Set.copyOf(holds.keySet()).stream()
                .sorted((a, b) -> a.words().compareTo(b.words()))
                .forEach(series -> endHolds(series, end));
        return new HostResult(logicalHost, made, stretches);
    }
}
