package org.hamail.operator.picture;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The times along the upper edge of a picture: some at first, more of them where it is shown larger. */
final class Ticks {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final List<Duration> STEPS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(28));
    private static final int FEW = 12;
    private static final int MANY = 240;

    private final Scale scale;
    private final ZoneId zone;
    private final StringBuilder svg = new StringBuilder();

    private Ticks(Scale scale, ZoneId zone) {
        this.scale = scale;
        this.zone = zone;
    }

    static String of(Scale scale, ZoneId zone, int height) {
        var ticks = new Ticks(scale, zone);
        Duration coarse = ticks.step(FEW);
        Duration fine = ticks.step(MANY);
        if (fine.compareTo(coarse) < 0) {
            ticks.draw(fine, "tick fine", height);
        }
        ticks.draw(coarse, "tick", height);
        return ticks.svg.toString();
    }

    /** The shortest step with which there are at most so many. */
    private Duration step(int most) {
        for (Duration step : STEPS) {
            if ((scale.to() - scale.from()) / step.toMillis() <= most) {
                return step;
            }
        }
        return STEPS.get(STEPS.size() - 1)
                .multipliedBy(1
                        + (scale.to() - scale.from())
                                / Duration.ofDays(28L * most).toMillis());
    }

    /** From a midnight on, by elapsed time within a day and by the calendar beyond it: a day may have 23 hours. */
    private void draw(Duration step, String kind, int height) {
        ZonedDateTime day = Instant.ofEpochMilli(scale.from()).atZone(zone).truncatedTo(ChronoUnit.DAYS);
        long days = Math.max(1, step.toDays());
        for (; day.toInstant().toEpochMilli() <= scale.to(); day = day.plusDays(days)) {
            ZonedDateTime end = day.plusDays(days);
            for (ZonedDateTime time = day; time.isBefore(end); time = time.plus(step)) {
                tick(time, kind, height);
            }
        }
    }

    private void tick(ZonedDateTime time, String kind, int height) {
        long at = time.toInstant().toEpochMilli();
        if (at >= scale.from() && at <= scale.to()) {
            boolean isMidnight = time.equals(time.truncatedTo(ChronoUnit.DAYS));
            String x = scale.place(at);
            svg.append("<g class=\"" + kind + "\"><line x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"" + height
                    + "\"/><text x=\"" + x + (isAtTheEnd(at) ? "\" text-anchor=\"end\" dx=\"-3\"" : "\" dx=\"3\"")
                    + " y=\"12\">" + (isMidnight ? DAY : CLOCK).format(time)
                    + "</text></g>\n");
        }
    }

    /** Whether a label to the right would leave the picture. */
    private boolean isAtTheEnd(long at) {
        return at - scale.from() > (scale.to() - scale.from()) * 24 / 25;
    }
}
