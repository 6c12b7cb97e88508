package org.hamail.operator.picture;

import java.time.ZoneId;
import org.hamail.operator.display.Times;
import org.hamail.operator.replay.ReplayDecision;

/** The decisions of a page as rows, each with the mark that it belongs to. */
public final class DecisionTable {
    private final ZoneId zone;
    private final StringBuilder rows = new StringBuilder();
    private int count;

    public DecisionTable(ZoneId zone) {
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    /** {@code text} with every time in it as all times of the page are. */
    String localised(String text) {
        return Times.in(zone).localised(text);
    }

    /** The number of the row of {@code made}. */
    int add(String host, ReplayDecision made) {
        String time = Page.time(made.time().toEpochMilli(), zone);
        rows.append("<tr id=\"d" + count + "\"><td><a href=\"#m" + count + "\" title=\"to its mark\">" + time
                + "</a><td>"
                + Page.escaped(host) + "<td>" + Page.escaped(made.decision()) + "<td>" + Page.escaped(made.daemon())
                + "<td>" + Page.escaped(made.rule()) + "<td>" + Page.escaped(localised(made.reason())) + "<td>"
                + Page.escaped(localised(made.closed())) + "</tr>\n");
        return count++;
    }

    /** All rows since it was asked last, in the order in which they came. */
    public String html() {
        String added = rows.toString();
        rows.setLength(0);
        return "<table><caption>Decisions</caption><thead><tr><th scope=\"col\">time<th scope=\"col\">logical host"
                + "<th scope=\"col\">decision<th scope=\"col\">daemon<th scope=\"col\">rule<th scope=\"col\">reason"
                + "<th scope=\"col\">closed gates</tr></thead><tbody>\n" + added + "</tbody></table>\n";
    }
}
