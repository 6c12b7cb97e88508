package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hamail.io.FileLock;

/** A journal whose chain does not hold: it is set aside as it is, with its archives, and a new one begins with record 1. */
public final class BrokenJournal {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;

    /** {@code directory} is the one of a logical host. */
    public BrokenJournal(Path directory) {
        this.directory = directory;
    }

    /** What is wrong with it; empty when the chain holds. */
    public Optional<String> fault() throws JournalUnavailable {
        try {
            new JournalReader(directory).verify();
            return Optional.empty();
        } catch (JournalBroken e) {
            return Optional.of(e.fact());
        }
    }

    /**
     * Gives its files names that no reader takes for a part of a journal; a journal that is whole by then is left as it is.
     *
     * @param now by which they are named
     * @param limit how long to wait for whoever has it open
     * @return the new names, that of the journal itself last; none where it is whole
     */
    public List<Path> setAside(Instant now, Duration limit) throws IOException, JournalUnavailable {
        FileLock lock = FileLock.take(directory.resolve(Journal.LOCK), limit)
                .orElseThrow(() -> new JournalUnavailable("the journal in " + directory
                        + " is locked by another process for more than " + limit.toSeconds() + " s"));
        try (lock) {
            if (fault().isEmpty()) {
                return List.of();
            }
            String stamp = unusedStamp(now);
            var names = new ArrayList<Path>();
            for (Path archive : Archives.in(directory)) { // before the journal: a new one would go on behind them
                names.add(moved(archive, "journal.set-aside-" + stamp + "." + archive.getFileName()));
            }
            Path journal = directory.resolve(Journal.FILE);
            if (Files.exists(journal)) {
                names.add(moved(journal, "journal.set-aside-" + stamp + ".jsonl"));
            }
            Files.deleteIfExists(directory.resolve(HistoryCheckpoint.FILE));
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return List.copyOf(names);
        }
    }

    /** One journal may be set aside in the same second as another. */
    private String unusedStamp(Instant now) throws IOException {
        String stamp = STAMP.format(now);
        String unused = stamp;
        for (int i = 2; isUsed(unused); i++) {
            unused = stamp + "-" + i;
        }
        return unused;
    }

    private boolean isUsed(String stamp) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "journal.set-aside-" + stamp + ".*")) {
            return files.iterator().hasNext();
        }
    }

    private Path moved(Path file, String name) throws IOException {
        return Files.move(file, directory.resolve(name)); // which is refused where there is one already
    }
}
