package org.hamail.support;

import java.time.Duration;
import java.util.function.Predicate;

/** Waits for what another process does in its own time; the limit is wide, only a hang reaches it. */
public final class Eventually {
    private Eventually() {}

    /** Something to look at again and again. */
    public interface Look<T> {
        T get() throws Exception;
    }

    /** Looks every 50 ms until the value is good, and gives it back; {@link AssertionError} after the limit. */
    public static <T> T get(Duration limit, Look<T> look, Predicate<T> good) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            T value = look.get();
            while (!good.test(value)) {
                if (System.nanoTime() - end > 0) {
                    throw new AssertionError("not within " + limit.toSeconds() + " s; last seen: " + value);
                }
                Thread.sleep(50);
                value = look.get();
            }
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
