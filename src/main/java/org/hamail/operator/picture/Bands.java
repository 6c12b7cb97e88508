package org.hamail.operator.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hamail.operator.replay.Occurrence;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/** What was seen of one logical host, as stretches of time for a picture. */
public final class Bands {
    private final long end;
    private final Map<Series, List<BandPart>> series = new TreeMap<>(Comparator.comparing(Series::words));
    private final Map<Series, Occurrence.Reported> newest = new TreeMap<>(Comparator.comparing(Series::words));
    private final Map<Series, Long> downSince = new TreeMap<>(Comparator.comparing(Series::words));
    private final List<BandPart> closed = new ArrayList<>();
    private long pausedSince = -1;

    /** A stretch in milliseconds, and what it was. */
    record BandPart(long from, long to, String what) {}

    private Bands(long end) {
        this.end = end;
    }

    /** Of {@code occurrences} those of {@code logicalHost} until {@code end}, in milliseconds since 1970. */
    public static Bands of(String logicalHost, List<Occurrence> occurrences, long end) {
        var bands = new Bands(end);
        for (Occurrence each : occurrences) {
            if (each.at() <= end && each.logicalHost().equals(logicalHost)) {
                bands.take(each);
            }
        }
        bands.finish();
        return bands;
    }

    private void take(Occurrence occurrence) {
        if (occurrence instanceof Occurrence.Reported reported) {
            endProblem(newest.put(reported.series(), reported), reported.at(), reported.series());
        } else if (occurrence instanceof Occurrence.Surroundings change) {
            take(change);
        } else if (occurrence instanceof Occurrence.Done done && done.event() instanceof OperatorCommand act) {
            take(act, done.at());
        }
    }

    private void take(Occurrence.Surroundings change) {
        boolean isClosed = !change.word().downtime().equals("0")
                || !change.word().hostState().equals("UP");
        if (isClosed) {
            downSince.putIfAbsent(change.series(), change.at());
        } else {
            endDown(downSince.remove(change.series()), change.at());
        }
    }

    private void take(OperatorCommand act, long now) {
        if (act.verb().equals("pause") || act.verb().equals("off")) {
            pausedSince = pausedSince < 0 ? now : pausedSince;
        } else if ((act.verb().equals("resume") || act.verb().equals("on")) && pausedSince >= 0) {
            closed.add(new BandPart(pausedSince, now, "paused or off"));
            pausedSince = -1;
        }
    }

    private void endProblem(Occurrence.@Nullable Reported before, long now, Series of) {
        List<BandPart> parts = series.computeIfAbsent(of, each -> new ArrayList<>());
        if (before != null && !before.ok()) {
            String fault = before.said().fault().orElse("cause unknown");
            parts.add(new BandPart(before.at(), now, before.said().state() + " " + fault));
        }
    }

    private void endDown(@Nullable Long since, long now) {
        if (since != null) {
            closed.add(new BandPart(since, now, "downtime, or host not UP"));
        }
    }

    private void finish() {
        newest.forEach((each, last) -> endProblem(last, end, each));
        downSince.values().forEach(since -> endDown(since, end));
        if (pausedSince >= 0) {
            closed.add(new BandPart(pausedSince, end, "paused or off"));
        }
    }

    /** The problems of each series. */
    Map<Series, List<BandPart>> problems() {
        return series;
    }

    /** Downtimes, pauses, and times in which the host was not UP. */
    List<BandPart> closed() {
        return closed;
    }
}
