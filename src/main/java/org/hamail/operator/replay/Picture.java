package org.hamail.operator.replay;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.event.Series;
import org.jspecify.annotations.Nullable;

/** A replay, or the journal, as one page that needs neither a network nor its script to be read. */
public final class Picture {
    private static final int ROW = 22;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>hamail</title>
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <style>
            :root{color-scheme:light dark;--ill:#c62828;--shade:#9e9e9e;--hold:#b26a00;--act:#1565c0;--line:#bbb}
            @media (prefers-color-scheme:dark){:root{--ill:#ef5350;--shade:#757575;--hold:#ffb74d;--act:#64b5f6;--line:#555}}
            body{font:15px/1.4 sans-serif;margin:1em}
            .picture{overflow-x:auto}svg{display:block;min-width:100%}
            text{fill:currentColor;font-size:12px}.ill{fill:var(--ill)}.shade{fill:var(--shade);opacity:.35}
            .hold{fill:var(--hold)}.restart,.failover{fill:var(--act)}.failover{stroke:currentColor;stroke-width:2}
            .line{stroke:var(--line)}.stretch{opacity:.45}a:focus{outline:3px solid var(--act)}
            table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:2px 6px;text-align:left;vertical-align:top}
            tr:target{outline:3px solid var(--act)}@media print{button{display:none}}
            </style></head><body>
            """;
    private static final String SCRIPT = """
            <script>
            (function(){var z=1,all=document.querySelectorAll('svg');
            function zoom(f){z=Math.min(200,Math.max(1,z*f));all.forEach(function(s){var p=s.parentNode,
            m=(p.scrollLeft+p.clientWidth/2)/p.scrollWidth;s.style.width=100*z+'%';p.scrollLeft=m*p.scrollWidth-p.clientWidth/2})}
            document.getElementById('in').onclick=function(){zoom(2)};
            document.getElementById('out').onclick=function(){zoom(.5)};
            document.addEventListener('keydown',function(e){if(e.key==='+'){zoom(2)}if(e.key==='-'){zoom(.5)}})})();
            </script>
            """;

    private final ReplayReport report;
    private final ZoneId zone;
    private final StringBuilder page = new StringBuilder(HEAD);
    private final List<String> rows = new ArrayList<>();

    private Picture(ReplayReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** The page; times as in {@code zone}. */
    public static String page(ReplayReport report, ZoneId zone) {
        return new Picture(report, zone).whole();
    }

    private String whole() {
        long end = report.to().toEpochMilli();
        page.append("<h1>hamail</h1>\n<p>")
                .append(time(report.from().toEpochMilli()) + " to " + time(end) + " (" + escaped(zone.getId())
                        + ")</p>\n")
                .append("<p><button id=\"in\">Zoom in (+)</button> <button id=\"out\">Zoom out (-)</button></p>\n");
        for (int i = 0; i < report.hosts().size(); i++) {
            host(
                    report.hosts().get(i),
                    i < report.others().size() ? report.others().get(i) : null,
                    end);
        }
        page.append(
                        "<h2>Decisions</h2>\n<table><thead><tr><th>time<th>logical host<th>decision<th>daemon<th>rule<th>reason")
                .append("</tr></thead><tbody>\n");
        rows.forEach(page::append);
        page.append("</tbody></table>\n<p>").append(escaped(ReplayText.ASSUMED)).append("</p>\n");
        return page.append(SCRIPT).append("</body></html>\n").toString();
    }

    private void host(HostResult host, @Nullable HostResult other, long end) {
        Bands bands = Bands.of(host.name(), report.input().occurrences(), end);
        int height = ROW * (bands.problems().size() + (other == null ? 1 : 2)) + 4;
        String name = escaped(host.name());
        page.append("<h2>" + name + "</h2>\n<div class=\"picture\" tabindex=\"0\"><svg role=\"group\" height=\""
                + height + "\" width=\"100%\" aria-label=\"" + name + "\"><title>" + name + "</title>\n");
        bands.closed().forEach(part -> bar(part, "shade", 0, height));
        int y = 0;
        for (Map.Entry<Series, List<Bands.Part>> band : bands.problems().entrySet()) {
            int top = y;
            band.getValue().forEach(part -> bar(part, "ill", top + 4, ROW - 8));
            label(band.getKey().words(), y);
            y += ROW;
        }
        decisions(host, other == null ? "decisions" : "decisions (--config)", y);
        if (other != null) {
            decisions(other, "decisions (--against)", y + ROW);
        }
        page.append("</svg></div>\n");
    }

    private void decisions(HostResult host, String label, int y) {
        for (Stretch each : host.stretches()) {
            long from = each.from().toEpochMilli();
            String what = each.what() + " " + each.daemon() + ": " + each.detail();
            bar(new Bands.Part(from, each.to().toEpochMilli(), what), each.what() + " stretch", y + 7, ROW - 14);
        }
        label(label, y);
        for (Made made : host.decisions()) {
            mark(host.name() + (label.endsWith("(--against)") ? " (--against)" : ""), made, y);
        }
    }

    private void mark(String host, Made made, int y) {
        String id = "d" + rows.size();
        String time = time(made.time().toEpochMilli());
        String title = time + " " + made.decision() + " " + made.daemon() + ": " + made.reason();
        page.append("<a href=\"#" + id + "\" tabindex=\"0\" aria-label=\"" + escaped(title) + "\"><circle class=\""
                + made.decision() + "\" cx=\"" + place(made.time().toEpochMilli()) + "\" cy=\"" + (y + ROW / 2)
                + "\" r=\"6\"><title>" + escaped(title) + "</title></circle></a>\n");
        rows.add("<tr id=\"" + id + "\"><td>" + time + "<td>" + escaped(host) + "<td>" + escaped(made.decision())
                + "<td>" + escaped(made.daemon()) + "<td>" + escaped(made.rule()) + "<td>" + escaped(made.reason())
                + "</tr>\n");
    }

    private void bar(Bands.Part part, String kind, int y, int height) {
        if (part.to() < report.from().toEpochMilli()) {
            return;
        }
        String width = percent(Math.max(0, share(part.to()) - share(part.from())));
        page.append("<rect class=\"" + kind + "\" x=\"" + place(part.from()) + "\" y=\"" + y + "\" width=\"" + width
                + "\" height=\"" + height + "\"><title>" + time(part.from()) + " to " + time(part.to()) + ": "
                + escaped(part.what()) + "</title></rect>\n");
    }

    private void label(String words, int y) {
        page.append("<line class=\"line\" x1=\"0\" x2=\"100%\" y1=\"" + (y + ROW) + "\" y2=\"" + (y + ROW)
                + "\"/><text x=\"4\" y=\"" + (y + 15) + "\">" + escaped(words) + "</text>\n");
    }

    private String place(long at) {
        return percent(share(at));
    }

    private double share(long at) {
        long from = report.from().toEpochMilli();
        double whole = Math.max(1, report.to().toEpochMilli() - from);
        return Math.min(1, Math.max(0, (at - from) / whole));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.4f%%", share * 100);
    }

    private String time(long at) {
        return TIME.format(Instant.ofEpochMilli(at).atZone(zone));
    }

    /** Text that may have come from a server. */
    private static String escaped(String text) {
        return ServerText.detail(text, 1000)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
