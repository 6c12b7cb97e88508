package org.hamail.submit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hamail.io.FileProblem;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one sink, in memory as places in the spool file. While the disk takes nothing, results wait in memory
 * alone and are written as soon as it does. Not for several threads.
 */
final class PendingResults {
    private static final long SMALL_FILE = 1024 * 1024;
    private static final int WASTE = 3;

    private final SpoolDirectory directory;
    private final Consumer<String> notes;
    private final TreeMap<Long, ServiceQueue.Waiting> waiting = new TreeMap<>();
    private final List<Long> unmarked = new ArrayList<>();
    private @Nullable SpoolFile file;
    private @Nullable String trouble;
    private long next = 1;
    private long live;

    PendingResults(SpoolDirectory directory, Consumer<String> notes) {
        this.directory = directory;
        this.notes = notes;
    }

    /** Takes over what an earlier life left. */
    void load(Function<ServiceName, ServiceQueue> lanes) throws IOException {
        for (Map.Entry<Long, PassiveResult> entry : directory.load().entrySet()) {
            put(lanes.apply(entry.getValue().about()), entry.getKey(), entry.getValue());
        }
        attempt(this::rewrite);
    }

    int size() {
        return waiting.size();
    }

    /** Why the disk does not take what waits, if so. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    void add(ServiceQueue queue, PassiveResult result) {
        ServiceQueue.Waiting added = put(queue, next, result);
        attempt(() -> write(added));
        for (Optional<ServiceQueue.Waiting> old = queue.evict(); old.isPresent(); old = queue.evict()) {
            remove(old.get());
        }
    }

    /** The first result of {@code queue}, marked as being on its way; null when the disk lost it, which is then named. */
    @Nullable
    PassiveResult take(ServiceQueue queue) {
        ServiceQueue.Waiting first = queue.take();
        try {
            return result(first);
        } catch (IOException e) {
            notes.accept("a result about " + queue.name() + " cannot be read back and is lost: " + e.getMessage());
            arrived(queue);
            return null;
        }
    }

    /** The first result of {@code queue} is with the core. */
    void arrived(ServiceQueue queue) {
        ServiceQueue.Waiting first = queue.queue().getFirst();
        queue.arrived();
        remove(first);
    }

    /** Lets the disk have everything, and tries again what it did not take. */
    void sync() {
        attempt(() -> {
            if (trouble != null) {
                writeAll();
            }
            if (file != null) {
                file.sync();
            }
        });
    }

    void close() throws IOException {
        sync();
        if (file != null) {
            file.close();
        }
    }

    private ServiceQueue.Waiting put(ServiceQueue queue, long number, PassiveResult result) {
        ServiceQueue.Waiting added = queue.add(number, result.status());
        added.held = result;
        waiting.put(number, added);
        next = number + 1;
        return added;
    }

    private PassiveResult result(ServiceQueue.Waiting one) throws IOException {
        if (one.held != null) {
            return one.held;
        }
        String line = Objects.requireNonNull(file).read(Objects.requireNonNull(one.place));
        return SpoolLine.decode(line)
                .flatMap(SpoolLine::result)
                .orElseThrow(() -> new IOException("its line in the spool is damaged"));
    }

    private void remove(ServiceQueue.Waiting old) {
        waiting.remove(old.number);
        if (old.place == null) {
            return;
        }
        live -= old.place.length();
        unmarked.add(old.number);
        attempt(this::mark);
    }

    private void write(ServiceQueue.Waiting one) throws IOException {
        if (trouble != null) {
            return; // in its turn, by sync
        }
        append(one);
    }

    private void append(ServiceQueue.Waiting one) throws IOException {
        SpoolFile.Place place = open().append(SpoolLine.waiting(one.number, Objects.requireNonNull(one.held)));
        one.place = place;
        one.held = null;
        live += place.length();
    }

    private void writeAll() throws IOException {
        if (file == null) {
            rewrite();
        }
        for (ServiceQueue.Waiting one : waiting.values()) {
            if (one.held != null) {
                append(one);
            }
        }
        mark();
        noteEndOfTrouble();
    }

    private void noteEndOfTrouble() {
        if (trouble != null) {
            notes.accept("the spool can be written again");
            trouble = null;
        }
    }

    private void mark() throws IOException {
        while (!unmarked.isEmpty()) {
            open().append(SpoolLine.done(unmarked.get(0)));
            unmarked.remove(0);
        }
        if (trouble == null && open().size() > SMALL_FILE + WASTE * live) {
            rewrite();
        }
    }

    private SpoolFile open() throws IOException {
        if (file == null) {
            throw new IOException("cannot create the spool file");
        }
        return file;
    }

    /** Writes what waits, and nothing else, to a new file. */
    private void rewrite() throws IOException {
        List<byte[]> lines = lines();
        SpoolFile old = file;
        file = directory.replace(lines);
        unmarked.clear();
        place(lines);
        if (old != null) {
            old.close();
        }
    }

    private List<byte[]> lines() throws IOException {
        var lines = new ArrayList<byte[]>();
        for (ServiceQueue.Waiting one : waiting.values()) {
            lines.add(SpoolLine.waiting(one.number, result(one)).encode());
        }
        unmarked.forEach(number -> lines.add(SpoolLine.done(number).encode()));
        return lines;
    }

    /** Notes where each that waits stands in a file that holds {@code lines} and nothing else. */
    private void place(List<byte[]> lines) {
        live = 0;
        long at = SpoolFile.HEADER.length;
        int i = 0;
        for (ServiceQueue.Waiting one : waiting.values()) {
            int length = lines.get(i++).length;
            one.place = new SpoolFile.Place(at, length);
            one.held = null;
            at += length;
            live += length;
        }
    }

    private void attempt(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            if (trouble == null) {
                notes.accept("the spool cannot be written, results wait in memory: " + FileProblem.sentence(e));
            }
            trouble = FileProblem.sentence(e);
        }
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }
}
