package org.hamail.recovery.event;

import org.jspecify.annotations.Nullable;

/**
 * One gate as a decision saw it. Null stands where nothing applies.
 *
 * @param gate its name
 * @param open whether it lets the action pass; null when it was not asked, or not needed
 * @param value what was observed
 * @param limit what it was compared with
 * @param source who said so
 * @param age of the observation in seconds
 * @param opensAt the earliest time (ISO 8601, UTC) at which waiting alone would open it
 */
public record Gate(
        String gate,
        @Nullable Boolean open,
        @Nullable String value,
        @Nullable String limit,
        @Nullable String source,
        @Nullable Long age,
        @Nullable String opensAt) {
    /** Whether it refuses, or leaves only the failover; not when nothing was judged. */
    public boolean isClosed() {
        return Boolean.FALSE.equals(open);
    }
}
