package org.hamail.recovery.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Moment;

/** Writes a long journal at once: the same lines, without waiting for the disk after each. */
public final class LongJournal implements AutoCloseable {
    private final BufferedWriter file;
    private String hash = RecordCodec.NO_RECORD;
    private long seq;

    public LongJournal(Path directory) throws IOException {
        Files.createDirectories(directory);
        file = Files.newBufferedWriter(directory.resolve(Journal.FILE), StandardCharsets.UTF_8);
    }

    public Entry append(Event event, Moment at) throws IOException {
        RecordCodec.Line line = RecordCodec.encode(new Entry(++seq, at, event), hash);
        hash = line.hash();
        file.write(line.text());
        file.write('\n');
        return line.entry();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
