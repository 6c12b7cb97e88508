package org.hamail.recovery.core;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.hamail.recovery.core.MonitoringCore.CannotRead;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.core.MonitoringCore.CoreUnreadable;

/**
 * Nagios Core 4 or Naemon, which write how things stand into a file every few seconds ({@code status_file} in nagios.cfg).
 * A file that is old, half-written, too large or not theirs gives no view.
 */
public final class NagiosStatusFile implements MonitoringCore {
    /** What the core wrote longer ago is not how things stand now. */
    static final Duration OLDEST = Duration.ofMinutes(5);

    private static final long LARGEST_MB = 150;

    private final Path file;
    private final Clock clock;

    public NagiosStatusFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    @Override
    public CoreReading read() {
        try {
            return view();
        } catch (CannotRead e) {
            return new CoreUnreadable(file + " " + e.reason());
        } catch (IOException e) {
            return new CoreUnreadable(file + " " + reason(e));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "does not exist: the core is not running, or its status_file is another one";
        }
        return e instanceof AccessDeniedException
                ? "may not be read by this user"
                : "cannot be read: " + e.getMessage();
    }

    private CoreView view() throws IOException, CannotRead {
        Instant now = clock.instant();
        try (InputStream in = open()) {
            CoreView view = folded(in).view(now);
            judgeAge(view.written(), now);
            return view;
        }
    }

    private static StatusFold folded(InputStream in) throws IOException, CannotRead {
        var blocks = new StatusBlocks(in);
        var fold = new StatusFold();
        while (blocks.next()) {
            fold.add(blocks);
        }
        return fold;
    }

    private InputStream open() throws IOException, CannotRead {
        long size = Files.size(file);
        if (!Files.isRegularFile(file)) { // a pipe would be waited for, for ever
            throw new CannotRead("is not a regular file");
        }
        if (size > LARGEST_MB * 1_000_000) {
            throw tooLarge(size);
        }
        return new Limited(Files.newInputStream(file));
    }

    private static CannotRead tooLarge(long size) {
        return new CannotRead("has " + size / 1_000_000 + " MB, more than the " + LARGEST_MB + " MB that are read");
    }

    private static void judgeAge(Instant written, Instant now) throws CannotRead {
        if (written.isAfter(now.plus(CoreTexts.AHEAD))) {
            throw new CannotRead("was written in the future, at " + written + ": the clock of the core or of this"
                    + " machine is wrong");
        }
        Duration age = Duration.between(written, now);
        if (age.compareTo(OLDEST) > 0) {
            throw new CannotRead("was written " + words(age) + " ago, at " + written
                    + ": the core is not running, or its status_file is another one");
        }
    }

    private static String words(Duration age) {
        return age.toHours() >= 48 ? age.toDays() + " days" : String.format(Locale.ROOT, "%d min", age.toMinutes());
    }

    /** A file that grows while it is read ends all the same. */
    private static final class Limited extends FilterInputStream {
        private long read;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            read += Math.max(0, count);
            if (read > LARGEST_MB * 1_000_000) {
                throw new IOException("it grows while it is read");
            }
            return count;
        }
    }
}
