package org.hamail.recovery;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.io.FileState;
import org.hamail.model.FaultRules;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/**
 * What a process that stays knows of the journals that it had open last. It is used as long as the journal's file is as it was left:
 * after a write, an edit or a replacement by another process the journal is read again.
 */
public final class KeptHistories {
    /** Of many logical hosts those of the last reports. */
    private static final int MOST = 16;

    /** So many records at most of each. */
    private static final int LONGEST = 2_000;

    private final int most;
    private final Map<Path, KeptHistory> kept = new LinkedHashMap<>(16, 0.75f, true);

    private record KeptHistory(FileState file, String words, CachedHistory past) {}

    private KeptHistories(int most) {
        this.most = most;
    }

    /** For a process that stays. */
    public static KeptHistories ofResident() {
        return new KeptHistories(MOST);
    }

    /** For one that ends soon: nothing is kept. */
    public static KeptHistories none() {
        return new KeptHistories(0);
    }

    /** What is known of the journal in {@code directory}, by the rules in {@code words}, if it is as it was left. */
    synchronized Optional<CachedHistory> of(Path directory, String words) {
        KeptHistory known = kept.get(directory);
        return Optional.ofNullable(known)
                .filter(it -> it.words().equals(words) && journal(directory).equals(Optional.of(it.file())))
                .map(KeptHistory::past);
    }

    /** Keeps what {@code reading} has of the journal in {@code directory}; only for those who hold it. */
    void keep(Path directory, String words, JournalReading reading) {
        Optional<FileState> file = most == 0 ? Optional.empty() : journal(directory); // before it is read
        try {
            if (file.isPresent()) {
                put(directory, new KeptHistory(file.get(), words, reading.past()));
            }
        } catch (JournalUnavailable | JournalBroken e) {
            return; // the records are written; the next report reads the journal again and says what is wrong with it
        }
    }

    private synchronized void put(Path directory, KeptHistory history) {
        kept.remove(directory);
        if (history.past().recalled().entries().size() <= LONGEST) {
            kept.put(directory, history);
        }
        if (kept.size() > most) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    /** Reads a journal to its end. */
    @FunctionalInterface
    interface JournalReading {
        CachedHistory past() throws JournalUnavailable, JournalBroken;
    }

    private static Optional<FileState> journal(Path directory) {
        return FileState.of(directory.resolve(Journal.FILE));
    }

    /**
     * What was recalled.
     *
     * @param entries that matter, oldest first
     * @param kept how many of them come from the checkpoint
     * @param hashes of those that were read
     * @param read how many records of the journal were read
     */
    public record Recalled(List<Entry> entries, int kept, List<String> hashes, int read) {
        public Recalled {
            entries = List.copyOf(entries);
            hashes = List.copyOf(hashes);
        }
    }

    /**
     * What was read of a journal already. The hash of a record proves everything before it: who comes to a record that was read
     * before, on the way back, knows the rest.
     *
     * <p>A worker knows what it has read itself. Only a simulation, which lets thousands of workers run in one process, lets the
     * next one know it too: a file that somebody has changed is found by whoever reads it anew.
     *
     * @param history what it means
     * @param tried how many records had been read when no checkpoint could be set; 0 where none was due yet
     */
    record CachedHistory(Recalled recalled, FaultHistory history, int tried) {
        private static final int MOST = Integer.getInteger("hamail.journal.shared", 0);
        private static final Map<PastKey, CachedHistory> SHARED = new LinkedHashMap<>(16, 0.75f, true);

        private record PastKey(URI directory, String words) {
            static PastKey of(Path directory, String words) {
                return new PastKey(directory.toUri(), words);
            }
        }

        /**
         * Of what was read.
         *
         * @param kept how many of {@code entries} come from a checkpoint
         * @param hashes of the others
         */
        static CachedHistory of(List<Entry> entries, int kept, List<String> hashes, int read, FaultRules rules) {
            FaultHistory history = FaultHistory.of(entries, rules);
            return new CachedHistory(new Recalled(history.entries(), kept, hashes, read), history, 0);
        }

        /** The same with {@code later} records. */
        CachedHistory with(List<Entry> later, List<String> laterHashes) {
            FaultHistory further = history.with(later);
            var hashes = new ArrayList<>(recalled.hashes());
            hashes.addAll(laterHashes);
            int read = recalled.read() + later.size();
            return new CachedHistory(new Recalled(further.entries(), recalled.kept(), hashes, read), further, tried);
        }

        /** The same, when a checkpoint was due and could not be set. */
        CachedHistory withoutCheckpoint() {
            return new CachedHistory(recalled, history, recalled.read());
        }

        /** What another worker of this process has read of the journal in {@code directory}, by the rules in {@code words}. */
        static Optional<CachedHistory> shared(Path directory, String words) {
            if (MOST == 0) {
                return Optional.empty();
            }
            synchronized (SHARED) {
                return Optional.ofNullable(SHARED.get(PastKey.of(directory, words)));
            }
        }

        /** The journal is read anew at the next time. */
        static void forget(Path directory, String words) {
            synchronized (SHARED) {
                SHARED.remove(PastKey.of(directory, words));
            }
        }

        CachedHistory share(Path directory, String words) {
            if (MOST == 0) {
                return this;
            }
            synchronized (SHARED) {
                SHARED.put(PastKey.of(directory, words), this);
                if (SHARED.size() > MOST) {
                    SHARED.remove(SHARED.keySet().iterator().next());
                }
            }
            return this;
        }

        /** The sequence number of its last record, 0 without. */
        long lastSeq() {
            List<Entry> entries = recalled.entries();
            return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
        }

        boolean endsWith(String hash) {
            List<String> hashes = recalled.hashes();
            return !hashes.isEmpty() && hashes.get(hashes.size() - 1).equals(hash);
        }
    }
}
