package org.hamail.recovery;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.history.FaultHistory;

/**
 * What was read of a journal already. The hash of a record proves everything before it: who comes to a record that was read
 * before, on the way back, knows the rest.
 *
 * <p>A worker knows what it has read itself. Only a simulation, which lets thousands of workers run in one process, lets the
 * next one know it too: a file that somebody has changed is found by whoever reads it anew.
 *
 * @param history what it means
 */
record CachedHistory(HistoryLoader.Recalled recalled, FaultHistory history) {
    private static final int MOST = Integer.getInteger("hamail.journal.shared", 0);
    private static final Map<PastKey, CachedHistory> SHARED = new LinkedHashMap<>(16, 0.75f, true);

    private record PastKey(URI directory, String words) {
        static PastKey of(Path directory, String words) {
            return new PastKey(directory.toUri(), words);
        }
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
