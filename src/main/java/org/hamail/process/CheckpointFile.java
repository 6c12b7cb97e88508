package org.hamail.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hamail.probe.Probe.CannotObserve;

/**
 * A file that a daemon touches again and again while it works, such as {@code stored.ckp} every minute.
 *
 * @param limit the oldest that it may be
 */
public record CheckpointFile(Path file, Duration limit) {
    /** How long ago the file was touched; negative when that lies in the future. */
    public record Sighting(CheckpointFile checkpoint, Duration age) {
        boolean isStale() {
            return age.compareTo(checkpoint.limit()) > 0;
        }
    }

    Sighting look(Clock clock) throws CannotObserve {
        try {
            Instant touched = Files.getLastModifiedTime(file).toInstant();
            return new Sighting(this, Duration.between(touched, clock.instant()));
        } catch (IOException e) {
            throw new CannotObserve("checkpoint file " + file + " cannot be seen", e);
        }
    }
}
