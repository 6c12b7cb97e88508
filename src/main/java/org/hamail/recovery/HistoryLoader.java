package org.hamail.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hamail.model.FaultRules;
import org.hamail.recovery.KeptHistories.CachedHistory;
import org.hamail.recovery.KeptHistories.Recalled;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.Boots;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.HistoryCheckpoint;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalReader.Passed;
import org.hamail.recovery.journal.JournalUnavailable;

/**
 * What a journal means for the next decision, read from its end only as far as that takes: to the last checkpoint, and
 * never more than a few hundred records once there is a checkpoint. Reading costs the same whether the
 * journal is an hour old or ten years.
 */
public final class HistoryLoader {
    /** So many records are always read from the journal itself: a late delivery of an event is found among them. */
    static final int RECENT = 200;

    private static final int DUE = 2 * RECENT;

    /** After so many records more it is tried again where no checkpoint could be set. */
    private static final int AGAIN = RECENT / 4;

    /** More than so many are never held: who comes no nearer to a checkpoint begins at the beginning. */
    private static final int MANY = 5 * RECENT;

    /** The same for long lines, in characters. */
    private static final long MUCH = 2_000_000;

    /** What a checkpoint keeps; one of an earlier release, which chose otherwise, is of no use, and the journal itself is read. */
    private static final String KEPT = "what stands or stood of each node";

    private final Path directory;
    private final FaultRules rules;
    private final String words;
    private final KeptHistories keptHistories;
    private Optional<CachedHistory> known;

    public HistoryLoader(Site site) {
        this(site, KeptHistories.none());
    }

    /** One that begins where an earlier one of this process has come to. */
    HistoryLoader(Site site, KeptHistories keptHistories) {
        this.keptHistories = keptHistories;
        this.directory = site.directory();
        this.rules = site.faultRules();
        this.words = rules.words() + ", " + site.settings().pingpongInterval() + ", " + KEPT;
        this.known = keptHistories.of(directory, words);
    }

    /**
     * Reads to what was read before, or to the last checkpoint, or to the beginning: a fault may stand for longer
     * than any window of the policy.
     */
    public Recalled recall() throws JournalUnavailable, JournalBroken {
        return past().recalled();
    }

    /** What it means for the next decision. */
    public FaultHistory history() throws JournalUnavailable, JournalBroken {
        return past().history();
    }

    /** The rules by which it is read. */
    String words() {
        return words;
    }

    /** Both. */
    CachedHistory past() throws JournalUnavailable, JournalBroken {
        Optional<CachedHistory> before = known.or(() -> CachedHistory.shared(directory, words));
        var way = new Way(before);
        new JournalReader(directory).backwards(way);
        if (way.isWhereItWas()) {
            known = before;
            return before.orElseThrow();
        }
        CachedHistory past = (way.isTooLong() ? fromTheBeginning() : way.past()).share(directory, words);
        known = Optional.of(past);
        return past;
    }

    /** Sets a new checkpoint when reading begins to cost; only for those who hold the journal. */
    void remember(Recalled recalled, Moment now) {
        int tried = known.map(CachedHistory::tried).orElse(0);
        if (recalled.read() < DUE || (tried > 0 && recalled.read() < tried + AGAIN)) {
            return;
        }
        int place = recalled.entries().size() - RECENT;
        Optional<List<Entry>> less = HistorySnapshot.shortened(recalled.entries(), place, rules, now);
        if (less.isEmpty()) {
            known = known.map(CachedHistory::withoutCheckpoint);
            return; // something unusual matters: it is read from the journal as long as it does
        }
        List<Entry> relevant = less.get().subList(0, less.get().size() - RECENT);
        Entry at = recalled.entries().get(place - 1);
        String hash = recalled.hashes().get(place - 1 - recalled.kept());
        try {
            new HistoryCheckpoint(at.seq(), hash, words, relevant).write(directory);
            known = Optional.empty();
            CachedHistory.forget(directory, words);
        } catch (IOException e) {
            // the next one tries again; until then the journal itself is read
        }
    }

    /** Lets a later one of this process begin where this one has come to; only for those who hold the journal. */
    void keep(Moment now) {
        keptHistories.keep(directory, words, () -> {
            remember(past().recalled(), now);
            return past();
        });
    }

    private CachedHistory fromTheBeginning() throws JournalUnavailable, JournalBroken {
        var way = new WayForward();
        new JournalReader(directory).forwards(way::take);
        return way.past();
    }

    /**
     * The way forward through a long journal: of what lies behind, only what still matters is held. It is made short again
     * and again, as checkpoints would have made it.
     */
    private final class WayForward {
        private List<Entry> entries = new ArrayList<>();
        private List<String> hashes = new ArrayList<>();
        private int read;
        private int many = MANY;
        private long length;

        void take(Passed record) {
            entries.add(HistorySnapshot.reduced(record.entry()));
            hashes.add(record.hash());
            read++;
            length += record.length();
            if (hashes.size() > many || (length > MUCH && hashes.size() > 2 * DUE)) {
                shorten(record.entry().at());
            }
        }

        private void shorten(Moment now) {
            List<Entry> all = Boots.apart(entries);
            Optional<List<Entry>> less = HistorySnapshot.shortened(all, all.size() - DUE, rules, now);
            many = less.isPresent() ? MANY : 2 * many; // something unusual matters: later perhaps no longer
            length = 0;
            if (less.isPresent()) {
                entries = new ArrayList<>(less.get());
                hashes = new ArrayList<>(hashes.subList(hashes.size() - DUE, hashes.size()));
            }
        }

        CachedHistory past() {
            return CachedHistory.of(entries, entries.size() - hashes.size(), hashes, read, rules);
        }
    }

    /** The way back through the journal. */
    private final class Way implements JournalReader.Backwards {
        private final Optional<CachedHistory> known;
        private Optional<HistoryCheckpoint> checkpoint = Optional.empty();
        private boolean searched;
        private final List<Entry> passed = new ArrayList<>();
        private final List<String> hashes = new ArrayList<>();
        private boolean arrived;
        private boolean met;
        private boolean tooLong;

        Way(Optional<CachedHistory> known) {
            this.known = known.filter(past -> past.lastSeq() > 0);
        }

        @Override
        public boolean takes(Passed record) {
            Entry entry = record.entry();
            met = known.isPresent()
                    && known.get().lastSeq() == entry.seq()
                    && known.get().endsWith(record.hash());
            arrived = !met && isAtCheckpoint(record);
            if (met || arrived) {
                return false;
            }
            if (passed.size() == MANY) {
                tooLong = true;
                return false;
            }
            passed.add(HistorySnapshot.reduced(entry));
            hashes.add(record.hash());
            return true;
        }

        /** Not looked for before what is known has turned out to be of no use. */
        private boolean isAtCheckpoint(Passed record) {
            if (known.isPresent() && record.entry().seq() > known.get().lastSeq()) {
                return false;
            }
            if (!searched) {
                searched = true;
                checkpoint = HistoryCheckpoint.read(directory, words);
            }
            return checkpoint
                    .filter(it -> it.seq() == record.entry().seq() && it.hash().equals(record.hash()))
                    .isPresent();
        }

        boolean isTooLong() {
            return tooLong;
        }

        boolean isWhereItWas() {
            return met && passed.isEmpty();
        }

        CachedHistory past() {
            Collections.reverse(passed);
            Collections.reverse(hashes);
            return met ? known.orElseThrow().with(passed, hashes) : anew();
        }

        private CachedHistory anew() {
            List<Entry> kept = arrived ? checkpoint.orElseThrow().kept() : List.of();
            var entries = new ArrayList<>(kept);
            entries.addAll(passed);
            return CachedHistory.of(entries, kept.size(), hashes, passed.size(), rules);
        }
    }
}
