package org.hamail.recovery.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** Reads a journal without a lock and without changing it: for people who look while others write. */
public final class JournalReader {
    private final Path directory;

    /** {@code directory} is the one of a logical host. */
    public JournalReader(Path directory) {
        this.directory = directory;
    }

    /** A record with the line that it stands in. */
    public record Shown(Entry entry, String json) {}

    /** What {@code hamail verify} has to say: how many records the chain holds. */
    public record Proof(long records, String lastHash) {}

    /** As {@link Journal#recent}. */
    public List<Entry> recent(Predicate<Entry> enough) throws JournalUnavailable, JournalBroken {
        var entries = new ArrayList<Entry>();
        walk(line -> {
            entries.add(line.entry());
            return !enough.test(line.entry());
        });
        Collections.reverse(entries);
        return entries;
    }

    /**
     * A record on the way, with its hash.
     *
     * @param length of its line, in characters
     */
    public record Passed(Entry entry, String hash, int length) {}

    /** Who reads backwards; told of each record, the newest first. */
    @FunctionalInterface
    public interface Backwards {
        /** Whether the record before is wanted too. */
        boolean takes(Passed record);
    }

    /** Goes back from the newest record as long as {@code reader} wants, and proves the chain on the way. */
    public void backwards(Backwards reader) throws JournalUnavailable, JournalBroken {
        walk(line -> reader.takes(new Passed(line.entry(), line.hash(), line.length())));
    }

    /** Every record, the oldest first, none of which is held: for a journal of any length. */
    public void forwards(Consumer<Passed> reader) throws JournalUnavailable, JournalBroken {
        try {
            new ForwardChain(directory)
                    .walk(line -> reader.accept(new Passed(line.entry(), line.hash(), line.length())));
        } catch (JournalBroken e) {
            verify(); // which says the same of it as whoever reads backwards
            throw new JournalUnavailable(
                    "cannot read the journal in " + directory + ": it was rotated or set aside meanwhile", e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The newest records for which {@code wanted} holds, at most {@code most} of them, oldest first. */
    public List<Shown> newest(int most, Predicate<Entry> wanted) throws JournalUnavailable, JournalBroken {
        var shown = new ArrayList<Shown>();
        walk(line -> {
            if (wanted.test(line.entry())) {
                shown.add(new Shown(line.entry(), line.text()));
            }
            return shown.size() < most;
        });
        Collections.reverse(shown);
        return shown;
    }

    /** All records for which {@code wanted} holds, oldest first; a line that is being written just now is left out. */
    public List<Shown> records(Predicate<Entry> wanted) throws JournalUnavailable, JournalBroken {
        var shown = new ArrayList<Shown>();
        walk(line -> {
            if (wanted.test(line.entry())) {
                shown.add(new Shown(line.entry(), line.text()));
            }
            return true;
        });
        Collections.reverse(shown);
        return shown;
    }

    /** Proves the whole chain, archives included. */
    public Proof verify() throws JournalUnavailable, JournalBroken {
        long[] count = new long[1];
        String[] hash = {RecordCodec.NO_RECORD};
        walk(line -> {
            if (count[0]++ == 0) {
                hash[0] = line.hash();
            }
            return true;
        });
        return new Proof(count[0], hash[0]);
    }

    /**
     * The record to tell the core, so that its log proves this journal: what an action or a person did last, else the newest
     * one before this hour. It is another one after each action and once an hour, and not with each record.
     */
    public Optional<ChainHead> head(String logicalHost, Instant now) throws JournalUnavailable, JournalBroken {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        var newest = new AtomicReference<RecordCodec.@Nullable Line>();
        var head = new AtomicReference<RecordCodec.@Nullable Line>();
        walk(line -> {
            newest.compareAndSet(null, line);
            boolean isHead = line.entry().at().time().isBefore(hour)
                    || endsAnAction(line.entry().event());
            head.set(isHead ? line : null);
            return !isHead;
        });
        RecordCodec.@Nullable Line told = head.get() == null ? newest.get() : head.get();
        return Optional.ofNullable(told)
                .map(line -> new ChainHead(logicalHost, line.entry().seq(), line.hash()));
    }

    private static boolean endsAnAction(Event event) {
        return event instanceof Outcome || event instanceof Verification || event instanceof OperatorCommand;
    }

    /** Every record as a head, the newest first, and so the whole chain proved. */
    public void heads(String logicalHost, Consumer<ChainHead> reader) throws JournalUnavailable, JournalBroken {
        walk(line -> {
            reader.accept(new ChainHead(logicalHost, line.entry().seq(), line.hash()));
            return true;
        });
    }

    private interface LineSink {
        /** Whether the next one is wanted too. */
        boolean takes(RecordCodec.Line line);
    }

    /** Not when it may not be looked at: then reading says so. */
    private boolean isMissing() {
        try {
            Files.readAttributes(directory, BasicFileAttributes.class);
            return false;
        } catch (AccessDeniedException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void walk(LineSink sink) throws JournalUnavailable, JournalBroken {
        if (isMissing()) {
            return;
        }
        try (var chain = new BackwardChain(directory)) {
            RecordCodec.Line line = chain.previousLine();
            while (line != null && sink.takes(line)) {
                line = chain.previousLine();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private JournalUnavailable unreadable(IOException e) {
        return JournalUnavailable.of("read", directory, e);
    }
}
