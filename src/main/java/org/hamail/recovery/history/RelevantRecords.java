package org.hamail.recovery.history;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/** Chooses, from the newest record backwards, those by which later decisions would be the same: nothing is chosen twice. */
public final class RelevantRecords {
    private final Set<Long> live;
    private final Set<String> open;
    private final int most;
    private final Set<NodeSeries> sources = new HashSet<>();
    private final Set<String> probes = new HashSet<>();
    private int deeds;
    private int decisions;
    private int spending;
    private int naming;

    /**
     * @param live records that count whatever is newer
     * @param open the actions of which every record counts
     * @param most of a kind
     */
    public RelevantRecords(Set<Long> live, Set<String> open, int most) {
        this.live = Set.copyOf(live);
        this.open = Set.copyOf(open);
        this.most = most;
    }

    /** Those of {@code records} that matter; both oldest first. */
    public List<Entry> of(List<Entry> records) {
        var chosen = new ArrayDeque<Entry>();
        for (int i = records.size() - 1; i >= 0; i--) {
            if (matters(records.get(i))) {
                chosen.addFirst(records.get(i));
            }
        }
        return List.copyOf(chosen);
    }

    private boolean matters(Entry entry) {
        Event event = entry.event();
        if (event instanceof Notification said) {
            return isLastWord(said) || live.contains(entry.seq());
        } else if (event instanceof CoreReport core) {
            return isLastWord(core.seen()) || live.contains(entry.seq());
        } else if (event instanceof OwnProbe probe) {
            return probes.add(probe.daemon() + " " + probe.check() + " " + probe.node()) || live.contains(entry.seq());
        } else if (event instanceof DecisionRecord made) {
            return decisions++ < 1
                    || (DecisionEffect.matters(made) && spending++ < most)
                    || (made.because().stream().anyMatch(live::contains) && naming++ < most);
        }
        return deeds++ < most || action(event).filter(open::contains).isPresent();
    }

    private boolean isLastWord(Notification said) {
        return sources.size() < most && sources.add(NodeSeries.of(said));
    }

    private static Optional<String> action(Event event) {
        if (event instanceof Intent intent) {
            return Optional.of(intent.id());
        } else if (event instanceof Outcome outcome) {
            return Optional.of(outcome.id());
        }
        return event instanceof Verification verification ? Optional.of(verification.id()) : Optional.empty();
    }
}
