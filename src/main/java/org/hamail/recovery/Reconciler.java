package org.hamail.recovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hamail.io.AtomicFile;
import org.hamail.io.StateFiles;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Situation;
import org.jspecify.annotations.Nullable;

/**
 * Compares how things stand with what has been done, without a lock and without asking anybody but the monitoring core: what a
 * lost, an early or a held report has left undone. The journal is read again only when it has changed.
 */
public final class Reconciler {
    private final Site site;
    private final Memory memory;
    private Optional<JournalVersion> version = Optional.empty();
    private FaultHistory remembered;

    public Reconciler(Site site) {
        this(site, () -> new HistoryLoader(site).history());
    }

    Reconciler(Site site, Memory memory) {
        this.site = site;
        this.memory = memory;
        this.remembered = FaultHistory.of(List.of(), site.faultRules());
    }

    /** Reads what the journal means for the next decision. */
    interface Memory {
        FaultHistory recall() throws JournalUnavailable, JournalBroken;
    }

    private record JournalVersion(
            FileTime time, long size, @Nullable Object key) {}

    /**
     * When a worker asked last whether the node of a fault elsewhere holds the logical host now: the cluster moves it without a
     * word to anybody, and the core says nothing more of the fault. Kept in a file of its own, so that no answer that changes
     * nothing makes the journal longer.
     */
    static final class NodeQuestion {
        private static final Duration EVERY = Duration.ofMinutes(5);
        private static final int LARGEST = 100;

        private final Path file;

        NodeQuestion(Site site) {
            this.file = site.directory().resolve("node-asked");
        }

        /** One that cannot be read, or is of a time to come, was never asked. */
        boolean isDue(Moment now) {
            try {
                Instant asked =
                        Instant.parse(new String(StateFiles.read(file, LARGEST), StandardCharsets.UTF_8).strip());
                return asked.isAfter(now.time()) || !asked.plus(EVERY).isAfter(now.time());
            } catch (IOException | DateTimeException e) {
                return true;
            }
        }

        void remember(Moment now) {
            try {
                AtomicFile.replaceUnlocked(file, now.time() + "\n");
            } catch (IOException e) {
                return; // then it is asked again at the next look
            }
        }
    }

    /** Looks. */
    public ReconcileFindings look() throws JournalUnavailable, JournalBroken {
        Moment now = site.moments().now();
        CoreState core = CoreState.read(site);
        FaultHistory history = history();
        Situation situation = SituationLoader.situation(site, now, history).withCore(core.words(now));
        List<HeldFault> held = HeldFault.of(situation);
        List<CoreReport> unreported = core.unreported(history, now);
        return new ReconcileFindings(situation, held, unreported, isDue(situation, held, unreported));
    }

    private boolean isDue(Situation situation, List<HeldFault> held, List<CoreReport> unreported) {
        return ReconcileFindings.isLeftUndone(situation, held, unreported)
                || (hasFaultElsewhere(situation) && new NodeQuestion(site).isDue(situation.now()));
    }

    /**
     * Whether a fault is known of another node than the one that held the logical host. Which gates are closed does not matter: the
     * node is asked for by a look, and what then holds the fault must be shown.
     */
    static boolean hasFaultElsewhere(Situation situation) {
        return !situation.history().elsewhere().isEmpty();
    }

    /** Whether somebody acts for the logical host, or is about to. */
    public boolean isWorking() throws IOException {
        return WorkerPresence.isThere(site);
    }

    private FaultHistory history() throws JournalUnavailable, JournalBroken {
        Optional<JournalVersion> now = versionNow();
        if (now.isEmpty() || !now.equals(version)) {
            remembered = memory.recall();
            version = now;
        }
        return remembered;
    }

    private Optional<JournalVersion> versionNow() {
        Path file = site.directory().resolve(Journal.FILE);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new JournalVersion(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        } catch (IOException e) {
            return Optional.empty(); // the reader says what is wrong, or that there is nothing yet
        }
    }
}
