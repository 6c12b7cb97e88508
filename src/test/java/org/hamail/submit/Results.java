package org.hamail.submit;

import java.time.Duration;
import java.time.Instant;
import org.hamail.plugin.Status;

/** Passive results for tests. */
final class Results {
    static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

    private Results() {}

    static PassiveResult of(String service, Status status, String output) {
        return of(service, status, output, "");
    }

    static PassiveResult of(String service, Status status, String output, String perfdata) {
        return new PassiveResult(
                new ServiceName("mail1", service),
                status,
                output,
                perfdata,
                TIME,
                TIME.plusMillis(1500),
                Duration.ofMinutes(13));
    }
}
