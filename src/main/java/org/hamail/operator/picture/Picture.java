package org.hamail.operator.picture;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hamail.operator.picture.HostPicture.Decided;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.ReplayReport;

/** A replay, or the journal, as one page. */
public final class Picture {
    private Picture() {}

    /** The page; times as in {@code zone}. */
    public static String page(ReplayReport report, ZoneId zone) {
        long from = report.from().toEpochMilli();
        long to = report.to().toEpochMilli();
        var table = new DecisionTable(zone);
        var body = new StringBuilder("<p>" + Page.time(from, zone) + " to " + Page.time(to, zone) + " ("
                + Page.escaped(zone.getId()) + ")</p>\n");
        for (int i = 0; i < report.hosts().size(); i++) {
            HostResult host = report.hosts().get(i);
            List<Decided> decided = new ArrayList<>();
            boolean isAlone = i >= report.others().size();
            decided.add(new Decided(isAlone ? "decisions" : "decisions (--config)", host));
            if (!isAlone) {
                decided.add(new Decided("decisions (--against)", report.others().get(i)));
            }
            Bands bands = Bands.of(host.name(), report.input().occurrences(), to);
            body.append("<h2>" + Page.escaped(host.name()) + "</h2>\n")
                    .append(HostPicture.of(host.name(), from, to, bands, decided, table))
                    .append(left(host));
        }
        body.append(table.html())
                .append("<p>" + Page.escaped(report.input().origin().caution()) + "</p>\n");
        return Page.of("hamail: faults and decisions", body.toString());
    }

    private static String left(HostResult host) {
        int left = host.decisions().size() - FewerHolds.of(host.decisions()).size();
        return left == 0
                ? ""
                : "<p>" + left + (left == 1 ? " hold that repeats" : " holds that repeat") + " the one before "
                        + (left == 1 ? "is" : "are") + " not drawn; --json has all of them.</p>\n";
    }
}
