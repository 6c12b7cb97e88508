package org.hamail.operator.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.hamail.model.Count;
import org.hamail.plugin.ServerText;

/** A replay for people: a summary of each logical host, its decisions, then what could not be told. */
public final class ReplayText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int MOST = 10;
    private static final int WIDTH = 2000;

    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();

    private ReplayText(ZoneId zone) {
        this.zone = zone;
    }

    /** Times as in {@code zone}. */
    public static List<String> lines(ReplayReport report, ZoneId zone) {
        var text = new ReplayText(zone);
        text.whole(report);
        return text.lines;
    }

    private void whole(ReplayReport report) {
        ReplayInput input = report.input();
        head(report, input);
        hosts(report.hosts(), report.others().isEmpty() ? "" : " (--config)");
        hosts(report.others(), " (--against)");
        if (!report.differences().isEmpty()) {
            add("Differences:");
            report.differences()
                    .forEach(each -> add(
                            "  " + time(each.time()) + "  " + each.logicalHost() + "  " + each.a() + " / " + each.b()));
        }
        add(input.origin().caution());
        reading(input);
    }

    private void head(ReplayReport report, ReplayInput input) {
        String what = input.journals().isEmpty()
                ? ""
                : (input.journals().size() == 1 ? "the journal of " : "the journals of ")
                        + String.join(", ", input.journals());
        if (input.extent().last() > 0) {
            add("Replayed " + time(report.from()) + " to " + time(report.to()) + " (" + zone.getId() + ")"
                    + (what.isEmpty() ? "" : ": " + what));
        } else if (!what.isEmpty()) {
            add("Nothing to replay: " + what + (input.journals().size() == 1 ? " holds" : " hold") + " no record");
        }
    }

    private void hosts(List<HostResult> hosts, String which) {
        for (HostResult host : hosts) {
            String holds = host.holds().entrySet().stream()
                    .map(hold -> hold.getValue() + " " + hold.getKey())
                    .collect(Collectors.joining(", "));
            add(host.name() + which + ": " + Count.words(host.count("restart"), "restart") + ", "
                    + Count.words(host.count("failover"), "failover") + ", " + Count.words(host.count("hold"), "hold")
                    + (holds.isEmpty() ? "" : " (" + holds + ")"));
            host.decisions()
                    .forEach(made -> add("  " + time(made.time()) + "  " + padded(made.decision(), 9)
                            + padded(made.daemon(), 8) + made.reason()));
        }
    }

    private void reading(ReplayInput input) {
        add(Count.words(input.extent().lines(), input.origin().unit()) + " read, "
                + input.extent().ignored()
                + " say nothing of these daemons, "
                + input.unreadable().size() + " could not be read, "
                + Count.words(input.undecidable().count(), "problem")
                + " undecidable");
        cut(input.unreadable().stream()
                .map(each -> "  unreadable   " + each.file() + (each.line() > 0 ? ":" + each.line() : "") + ": "
                        + each.why())
                .toList());
        cut(input.undecidable().outputs().stream()
                .map((Map.Entry<String, Integer> each) ->
                        "  undecidable  " + Count.words(each.getValue(), "time") + " " + each.getKey())
                .toList());
    }

    private void cut(List<String> all) {
        all.stream().limit(MOST).forEach(this::add);
        if (all.size() > MOST) {
            add("  and " + (all.size() - MOST) + " more; --json has all that are unreadable");
        }
    }

    private void add(String line) {
        String indent = line.startsWith("  ") ? "  " : "";
        lines.add(indent + ServerText.detail(line, WIDTH));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
