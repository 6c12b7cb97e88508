package org.hamail.operator.display;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;

/** How times are shown: local with their offset, or UTC. */
public final class Times {
    public static final OptionSpec UTC = OptionSpec.flag("", "utc", "times in UTC, not local ones with their offset");

    private static final Pattern IN_TEXT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

    private final ZoneId zone;
    private final String offset;

    private Times(ZoneId zone, String offset) {
        this.zone = zone;
        this.offset = offset;
    }

    /** As {@code arguments} ask for. */
    public static Times of(Arguments arguments) {
        return arguments.has("utc") ? utc() : in(ZoneId.systemDefault());
    }

    /** Local times of {@code zone}. */
    public static Times in(ZoneId zone) {
        return new Times(zone, "xxx");
    }

    /** UTC, marked with Z. */
    public static Times utc() {
        return new Times(ZoneOffset.UTC, "X");
    }

    public ZoneId zone() {
        return zone;
    }

    /** To the millisecond, as records are. */
    public String millis(Instant time) {
        return format("uuuu-MM-dd HH:mm:ss.SSS " + offset, time);
    }

    public String seconds(Instant time) {
        return format("uuuu-MM-dd HH:mm:ss " + offset, time);
    }

    /** The time of day alone, beside another time that says the day. */
    public String clock(Instant time) {
        return format("HH:mm:ss", time);
    }

    /** As short as can be told now: with the day only where that is another one. */
    public String brief(Instant time, Instant now) {
        boolean today = LocalDate.ofInstant(time, zone).equals(LocalDate.ofInstant(now, zone))
                || Duration.between(time, now).abs().compareTo(Duration.ofHours(12)) < 0;
        return format(today ? "HH:mm:ss" : "uuuu-MM-dd HH:mm:ss", time);
    }

    /** {@code text} with every time that stands in it as in the journal shown as all times are. */
    public String localised(String text) {
        return IN_TEXT.matcher(text).replaceAll(this::shown);
    }

    private String shown(MatchResult match) {
        try {
            return seconds(Instant.parse(match.group()));
        } catch (DateTimeException e) {
            return match.group(); // only looks like one
        }
    }

    private String format(String pattern, Instant time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone).format(time);
    }
}
