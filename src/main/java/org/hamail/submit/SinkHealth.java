package org.hamail.submit;

import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.model.Count;
import org.hamail.submit.SinkDispatcher.RetryDelay;
import org.jspecify.annotations.Nullable;

/** Whether a sink works, and when it is tried again. */
final class SinkHealth {
    private final String sink;
    private final RetryDelay retryDelay;
    private final Consumer<String> notes;
    private int failures;
    private long downUntil;
    private @Nullable String down;

    SinkHealth(String sink, RetryDelay retryDelay, Consumer<String> notes) {
        this.sink = sink;
        this.retryDelay = retryDelay;
        this.notes = notes;
    }

    boolean isWorking() {
        return failures == 0;
    }

    /** Nanoseconds from {@code now} until it is tried again. */
    long downFor(long now) {
        return downUntil - now;
    }

    /** Why it does not work. */
    Optional<String> down() {
        return Optional.ofNullable(down);
    }

    /** It answered; {@code waiting} results wait for it. */
    void works(int waiting) {
        if (failures > 0) {
            notes.accept(sink + " works again, " + Count.words(waiting, "result") + (waiting == 1 ? " waits" : " wait")
                    + " for it");
        }
        failures = 0;
        down = null;
    }

    void fails(long now, String why) {
        if (down == null) {
            notes.accept(sink + " does not work: " + why);
        }
        down = why;
        if (failures == 0 || now >= downUntil) { // those who were on their way together failed only once
            failures++;
            downUntil = now + retryDelay.after(failures).toNanos();
        }
    }
}
