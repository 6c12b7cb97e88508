package org.hamail.recovery.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.hamail.recovery.event.Moment;

/** The clock of the journal. */
@FunctionalInterface
public interface Moments {
    Moment now();

    /** The wall clock, with boot id and uptime as proc(5) gives them. */
    static Moments ofThisMachine() {
        return Moments::read;
    }

    private static Moment read() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            String uptime = Files.readString(Path.of("/proc/uptime"));
            var seconds = new BigDecimal(uptime.substring(0, uptime.indexOf(' ')));
            return new Moment(Clock.systemUTC().instant(), boot.strip(), seconds);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read boot id and uptime", e);
        }
    }
}
