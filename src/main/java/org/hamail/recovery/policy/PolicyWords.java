package org.hamail.recovery.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hamail.model.Observer;
import org.hamail.plugin.Cause;
import org.hamail.recovery.event.Series;
import org.hamail.recovery.history.Suspicion;

/** Times and evidence in the words of an operator. */
final class PolicyWords {
    private static final DateTimeFormatter ISO_UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PolicyWords() {}

    static String time(Instant instant) {
        return ISO_UTC.format(instant);
    }

    static String ago(Duration elapsed) {
        return elapsed.isNegative() ? "in the future (the clock was set back)" : elapsed.toSeconds() + " s ago";
    }

    static String suspect(Suspicion suspicion) {
        Series series = suspicion.series();
        String seen = series.observer() == Observer.LOCAL ? "seen locally" : "seen remotely";
        int times = suspicion.evidence().size();
        return series.daemon().word()
                + " "
                + fault(suspicion.newest().cause())
                + (times == 1 ? "" : " " + times + " times")
                + " ("
                + seen
                + ")";
    }

    private static String fault(Cause cause) {
        return switch (cause) {
            case ABSENT -> "is absent";
            case TIMEOUT -> "timed out";
            default -> "reports " + cause.word();
        };
    }
}
