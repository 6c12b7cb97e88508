package org.hamail.operator.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.HostResult.Stretch;
import org.hamail.operator.replay.ReplayDecision;
import org.hamail.recovery.event.Series;

/** A logical host: a band for each daemon and observer, and one for the decisions of each policy. */
public final class HostPicture {
    private static final int ROW = 22;
    private static final int TOP = 16;
    private static final int LABELS = 190;

    private final Scale scale;
    private final DecisionTable table;
    private final StringBuilder svg = new StringBuilder();
    private final StringBuilder labels = new StringBuilder();
    private int y = TOP;

    private HostPicture(Scale scale, DecisionTable table) {
        this.scale = scale;
        this.table = table;
    }

    /** What was decided, and by whom. */
    public record Decided(String label, HostResult result) {}

    /**
     * The picture.
     *
     * @param from milliseconds since 1970, as {@code to}
     * @param table takes the rows of what is decided
     */
    public static String of(
            String logicalHost, long from, long to, Bands bands, List<Decided> decided, DecisionTable table) {
        var picture = new HostPicture(new Scale(from, to), table);
        int height = TOP + ROW * (bands.problems().size() + decided.size()) + 4;
        picture.svg.append(Ticks.of(picture.scale, table.zone(), height));
        Coarser.of(bands.closed()).forEach(part -> picture.bar(part, "shade", TOP, height - TOP));
        bands.problems().forEach(picture::band);
        decided.forEach(each -> picture.decisions(logicalHost, each));
        return picture.whole(Page.escaped(logicalHost), height);
    }

    private String whole(String name, int height) {
        return "<div class=\"picture\"><svg class=\"lanes\" width=\"" + LABELS + "\" height=\"" + height
                + "\" aria-hidden=\"true\">\n" + labels
                + "</svg><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + name
                + ", times from left to right\"><svg role=\"group\" aria-label=\"" + name + "\" height=\"" + height
                + "\" width=\"100%\"><title>" + name + "</title>\n" + svg + "</svg></div></div>\n";
    }

    private void band(Series series, List<Bands.BandPart> parts) {
        svg.append("<g role=\"group\" aria-label=\"" + Page.escaped(series.words()) + "\">\n");
        Coarser.of(parts).forEach(part -> bar(part, "ill", y + 4, ROW - 8));
        lane(series.words());
    }

    private void decisions(String logicalHost, Decided decided) {
        svg.append("<g role=\"group\" aria-label=\"" + Page.escaped(decided.label()) + "\">\n");
        for (Map.Entry<String, List<Bands.BandPart>> kind :
                stretches(decided.result()).entrySet()) {
            Coarser.of(kind.getValue()).forEach(part -> bar(part, kind.getKey() + " stretch", y + 7, ROW - 14));
        }
        String host = decided.label().endsWith("(--against)") ? logicalHost + " (--against)" : logicalHost;
        for (ReplayDecision made : FewerHolds.of(decided.result().decisions())) {
            mark(host, made);
        }
        lane(decided.label());
    }

    private static Map<String, List<Bands.BandPart>> stretches(HostResult result) {
        Map<String, List<Bands.BandPart>> stretches = new java.util.TreeMap<>();
        for (Stretch each : result.stretches()) {
            String what = each.what() + " " + each.daemon() + ": " + each.detail();
            stretches
                    .computeIfAbsent(each.what(), kind -> new ArrayList<>())
                    .add(new Bands.BandPart(
                            each.from().toEpochMilli(), each.to().toEpochMilli(), what));
        }
        return stretches;
    }

    private void mark(String host, ReplayDecision made) {
        long at = made.time().toEpochMilli();
        int row = table.add(host, made);
        String gates = made.closed().isEmpty() ? "" : "; closed: " + made.closed();
        String title = Page.escaped(Page.time(at, table.zone()) + " " + made.decision() + " " + made.daemon() + ": "
                + table.localised(made.reason() + gates));
        int radius = made.decision().equals("hold") ? 4 : 7;
        svg.append("<a id=\"m" + row + "\" href=\"#d" + row + "\" tabindex=\"0\" aria-label=\"" + title
                + "\"><circle class=\"" + Page.escaped(made.decision()) + "\" cx=\"" + scale.place(at) + "\" cy=\""
                + (y + ROW / 2) + "\" r=\"" + radius + "\"><title>" + title + "</title></circle></a>\n");
    }

    private void bar(Bands.BandPart part, String kind, int top, int height) {
        if (part.to() < scale.from() || part.from() > scale.to()) {
            return;
        }
        svg.append("<rect role=\"img\" class=\"" + kind + "\" x=\"" + scale.place(part.from()) + "\" y=\"" + top
                + "\" width=\"" + scale.width(part.from(), part.to()) + "\" height=\"" + height + "\"><title>"
                + Page.time(part.from(), table.zone()) + " to " + Page.time(part.to(), table.zone()) + ": "
                + Page.escaped(part.what()) + "</title></rect>\n");
    }

    /** Ends a band. */
    private void lane(String words) {
        y += ROW;
        svg.append("</g><line class=\"line\" x1=\"0\" x2=\"100%\" y1=\"" + y + "\" y2=\"" + y + "\"/>\n");
        labels.append("<text x=\"4\" y=\"" + (y - 7) + "\">" + Page.escaped(words) + "</text>\n");
    }
}
