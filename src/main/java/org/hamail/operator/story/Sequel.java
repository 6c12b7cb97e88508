package org.hamail.operator.story;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.ByHand;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What followed a decision to restart or to fail over; both empty while no worker has begun it.
 *
 * @param begun the intent of the action, where one was begun
 * @param notDone the record that says why nothing was done: its number, rule and sentence
 */
public record Sequel(Optional<Intent> begun, Optional<String> notDone) {
    /** Rules that leave an earlier decision as it is: its worker goes on. */
    private static final Set<String> LEAVES_IT = Set.of("duplicate", "progress");

    /** @param entries the journal, oldest first: the records that led to {@code decision}, and all behind it */
    public static Sequel of(Entry decision, DecisionRecord made, List<Entry> entries) {
        Set<NodeSeries> reported = reported(entries, made);
        Entry before = decision;
        @Nullable Entry withdrawal = null;
        for (Entry entry : entries) {
            if (entry.seq() <= decision.seq()) {
                continue;
            }
            if (entry.event() instanceof Intent intent && !intent.dryRun() && isAbout(intent, reported)) {
                boolean another = withdrawal != null && ByHand.isAsked(entry, Optional.of(before));
                return another ? withdrawn(withdrawal) : begun(intent, entries);
            }
            if (entry.event() instanceof DecisionRecord later) {
                if (withdrawal != null && acts(later)) {
                    return withdrawn(withdrawal);
                }
                boolean withdraws = withdrawal == null && withdraws(later, made, reported, entries);
                withdrawal = withdraws ? entry : withdrawal;
            }
            before = entry;
        }
        return withdrawn(withdrawal);
    }

    /** An action of all daemons, or of one that was reported; another daemon's worker may have begun first. */
    private static boolean isAbout(Intent intent, Set<NodeSeries> reported) {
        return intent.daemon().equals("all")
                || reported.stream()
                        .anyMatch(said -> said.series().daemon().word().equals(intent.daemon()));
    }

    private static boolean acts(DecisionRecord decision) {
        return Action.of(decision.decision()).isPresent();
    }

    /** Whether it was decided otherwise about the same reports, or about a later one of the same check. */
    private static boolean withdraws(
            DecisionRecord later, DecisionRecord made, Set<NodeSeries> reported, List<Entry> entries) {
        return !acts(later)
                && !LEAVES_IT.contains(later.rule())
                && (!Collections.disjoint(later.because(), made.because())
                        || !Collections.disjoint(reported(entries, later), reported));
    }

    private static Set<NodeSeries> reported(List<Entry> entries, DecisionRecord made) {
        return entries.stream()
                .filter(entry -> made.because().contains(entry.seq()))
                .flatMap(entry -> IncidentTitle.reported(entry.event()).stream())
                .map(NodeSeries::of)
                .collect(Collectors.toSet());
    }

    private static Sequel withdrawn(@Nullable Entry withdrawal) {
        return new Sequel(
                Optional.empty(),
                withdrawal != null && withdrawal.event() instanceof DecisionRecord made
                        ? Optional.of("#" + withdrawal.seq() + " (" + made.rule() + "): " + made.reason())
                        : Optional.empty());
    }

    /** An intent that was given up before its action began has an outcome that says so. */
    private static Sequel begun(Intent intent, List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.event() instanceof Outcome end && end.id().equals(intent.id()) && !end.wasTried()) {
                return new Sequel(Optional.empty(), Optional.of("#" + entry.seq() + ": " + end.detail()));
            }
        }
        return new Sequel(Optional.of(intent), Optional.empty());
    }
}
