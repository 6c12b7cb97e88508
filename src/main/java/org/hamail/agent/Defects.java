package org.hamail.agent;

import java.time.Duration;
import java.util.function.Consumer;
import org.hamail.time.Deadline.Ticker;

/** Tells of defects of our own, of the same one once a minute at the most: a note for each would fill the log. */
final class Defects {
    private static final long EVERY = Duration.ofMinutes(1).toNanos();

    private final Consumer<String> notes;
    private final Ticker ticker;
    private String last = "";
    private long toldAt;

    Defects(Consumer<String> notes, Ticker ticker) {
        this.notes = notes;
        this.ticker = ticker;
    }

    synchronized void tell(Throwable defect) {
        String text = "a defect of hamail: " + defect;
        long now = ticker.nanos();
        if (!text.equals(last) || now - toldAt >= EVERY) {
            last = text;
            toldAt = now;
            notes.accept(text);
        }
    }
}
