package org.hamail.recovery.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Times in a sentence about what stands now: of the clock in a zone, with the day where it is not this one. */
public final class ClockTimes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Duration NEAR = Duration.ofHours(12);
    private static final Pattern RECORDED = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private ClockTimes() {}

    static String of(Instant time, Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        boolean isToday = time.atZone(zone).toLocalDate().equals(today)
                || Duration.between(time, now).abs().compareTo(NEAR) < 0;
        return (isToday ? TIME : DATE_AND_TIME).format(time.atZone(zone));
    }

    /** {@code sentence} with every time that stands in it as in the journal, ISO 8601 in UTC, shown so. */
    public static String in(String sentence, Instant now, ZoneId zone) {
        return RECORDED.matcher(sentence).replaceAll(found -> shown(found, now, zone));
    }

    private static String shown(MatchResult found, Instant now, ZoneId zone) {
        try {
            return of(Instant.parse(found.group()), now, zone);
        } catch (DateTimeException e) {
            return found.group(); // only looks like one
        }
    }
}
