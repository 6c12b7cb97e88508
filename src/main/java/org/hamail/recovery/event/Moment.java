package org.hamail.recovery.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, by the wall clock and by the uptime of a boot. Within one boot only the uptime counts, so that a
 * clock that steps neither opens a gate nor loses a count; across boots the wall clock is all there is. A container shows the
 * boot id of its host and an uptime of its own: an uptime that went back is another boot.
 *
 * @param uptime seconds since that boot
 */
public record Moment(Instant time, String boot, BigDecimal uptime) {
    /** How long {@code earlier} was before this moment; negative when a clock between two boots went back. */
    public Duration since(Moment earlier) {
        return boot.equals(earlier.boot) && uptime.compareTo(earlier.uptime) >= 0
                ? Duration.ofNanos(
                        uptime.subtract(earlier.uptime).movePointRight(9).longValue())
                : Duration.between(earlier.time, time);
    }
}
