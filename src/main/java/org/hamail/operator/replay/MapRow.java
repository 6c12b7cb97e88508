package org.hamail.operator.replay;

import java.util.Optional;
import java.util.regex.Pattern;
import org.hamail.recovery.event.Series;

/**
 * Which services of a log are about a daemon of a logical host; the patterns match whole names.
 *
 * @param series what they watch; empty = the user/group directory
 */
public record MapRow(Pattern host, Pattern service, String logicalHost, Optional<Series> series) {
    /** What a service of a log is about; {@code series} as above. */
    public record MapTarget(String logicalHost, Optional<Series> series) {}

    boolean matches(String hostName, String serviceName) {
        return host.matcher(hostName).matches() && service.matcher(serviceName).matches();
    }

    MapTarget target() {
        return new MapTarget(logicalHost, series);
    }
}
