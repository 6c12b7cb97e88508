package org.hamail.operator.replay.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hamail.model.Count;
import org.hamail.operator.replay.log.Logs.LogUnreadable;

/** One log or archive, plain or compressed, read line by line; whatever cannot be read is noted and left out. */
final class LogFile {
    private static final int LONGEST = 64 << 10;
    private static final int BUFFER = 1 << 16;
    private static final int MOST_NAMED = 1000;
    private static final int MOST_WORDS = 50_000;

    private final Path path;
    private final Predicate<LogEvent> wanted;
    private final EachLine each;
    private final List<LogEvent> events = new ArrayList<>();
    private final List<LogUnreadable> unreadable = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private long lines;
    private long faults;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private LogFile(Path path, Predicate<LogEvent> wanted, EachLine each) {
        this.path = path;
        this.wanted = wanted;
        this.each = each;
    }

    /** Who looks at every line, whatever it says; {@code at} in seconds since 1970, -1 where it has no time. */
    @FunctionalInterface
    interface EachLine {
        void take(long line, long at, String text);
    }

    /** Reads {@code path} and keeps the events that are {@code wanted}. */
    static LogFile read(Path path, Predicate<LogEvent> wanted) {
        return read(path, wanted, (line, at, text) -> {});
    }

    /** The same, and shows {@code each} every line. */
    static LogFile read(Path path, Predicate<LogEvent> wanted, EachLine each) {
        var file = new LogFile(path, wanted, each);
        try {
            file.read();
        } catch (NoSuchFileException e) {
            file.note(0, "no such file");
        } catch (AccessDeniedException e) {
            file.note(0, "permission denied");
        } catch (EOFException | ZipException e) {
            file.note(file.lines, "the compressed file is damaged or cut off behind this line");
        } catch (IOException e) {
            file.note(file.lines, "cannot be read: " + e.getClass().getSimpleName());
        }
        return file;
    }

    private void read() throws IOException {
        if (Files.isDirectory(path)) {
            note(0, "a directory; name the files in it");
            return;
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            note(0, "not a regular file");
            return;
        }
        try (InputStream in = open()) {
            lines(in);
        }
        if (lines == 0) {
            note(0, "empty");
        } else if (first == Long.MAX_VALUE) {
            unreadable.clear();
            faults = lines;
            note(0, "not a log of Nagios nor a compat log of Icinga 2: no line of it begins with [seconds]");
        } else if (faults > MOST_NAMED) {
            note(0, Count.words(faults - MOST_NAMED, "more line") + " that cannot be read");
        }
    }

    private InputStream open() throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        in.mark(2);
        boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return compressed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    private void lines(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            take(line, buffer, count);
        }
        if (line.size() > 0) {
            take(line);
        }
    }

    /** What ends in {@code buffer} is taken; what does not is left in {@code line}. */
    private void take(ByteArrayOutputStream line, byte[] buffer, int count) {
        int begun = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                add(line, buffer, begun, i);
                take(line);
                begun = i + 1;
            }
        }
        add(line, buffer, begun, count);
    }

    private static void add(ByteArrayOutputStream line, byte[] buffer, int from, int to) {
        line.write(buffer, from, Math.max(0, Math.min(to - from, LONGEST + 1 - line.size())));
    }

    private void take(ByteArrayOutputStream bytes) {
        lines++;
        boolean isTooLong = bytes.size() > LONGEST;
        String line = text(bytes.toByteArray()).strip();
        bytes.reset();
        if (line.isEmpty()) {
            return;
        }
        LogLine read = LogLine.of(line);
        if (read.at() >= 0) {
            first = Math.min(first, read.at());
            last = Math.max(last, read.at());
        }
        each.take(lines, read.at(), line);
        if (isTooLong || !read.fault().isEmpty()) {
            faults++;
            if (faults <= MOST_NAMED) {
                note(lines, isTooLong ? "longer than " + LONGEST + " bytes" : read.fault());
            }
        } else if (read.event() != null && wanted.test(read.event())) {
            events.add(read.event().withKnown(this::known));
        }
    }

    /** One for all that are equal. */
    private String known(String text) {
        if (words.size() > MOST_WORDS) {
            words.clear();
        }
        String before = words.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    /** UTF-8, and what is not as ISO 8859-1: plugins print in the encoding of whoever wrote them. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void note(long line, String why) {
        unreadable.add(new LogUnreadable(path.toString(), line, why));
    }

    List<LogEvent> events() {
        return events;
    }

    List<LogUnreadable> unreadable() {
        return unreadable;
    }

    long lines() {
        return lines;
    }

    /** How many of the lines cannot be read. */
    long faults() {
        return faults;
    }

    boolean hasTimes() {
        return first != Long.MAX_VALUE;
    }

    /** The earliest time in it, in seconds since 1970. */
    long first() {
        return first;
    }

    /** The latest. */
    long last() {
        return last;
    }
}
