package org.hamail.operator.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamail.model.MailProtocol;
import org.hamail.model.Role;
import org.hamail.operator.display.Spans;
import org.hamail.operator.picture.Bands;
import org.hamail.operator.picture.DecisionTable;
import org.hamail.operator.picture.HostPicture;
import org.hamail.operator.picture.HostPicture.Decided;
import org.hamail.operator.picture.Page;
import org.hamail.operator.replay.Origin;
import org.hamail.operator.replay.ReplayInput;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;

/** Incidents as one page for a post-mortem. */
public final class IncidentPage {
    private static final String AWAY =
            "Away is counted from the first report until the daemon was seen to serve: a probe"
                    + " that times out reports it only when its time limit has passed. An action counts for all that it restarts.";

    private final ZoneId zone;
    private final DecisionTable table;
    private final StringBuilder body = new StringBuilder();
    private final HtmlTable tables = new HtmlTable(body);

    private IncidentPage(ZoneId zone) {
        this.zone = zone;
        this.table = new DecisionTable(zone);
    }

    /** The page; times as in {@code zone}. */
    public static String of(String logicalHost, List<IncidentReport> reports, ZoneId zone) {
        var page = new IncidentPage(zone);
        page.body.append("<p>Times are those of " + Page.escaped(zone.getId()) + ".</p>\n");
        if (reports.isEmpty()) {
            page.body.append("<p>The journal has no incident of that time.</p>\n");
        }
        reports.forEach(page::incident);
        page.body.append("<p>" + AWAY + "</p>\n<p>" + Page.escaped(Origin.JOURNAL.caution()) + "</p>\n");
        return Page.of("Incidents of " + logicalHost, page.body.toString());
    }

    private void incident(IncidentReport report) {
        IncidentFacts facts = IncidentFacts.of(report.incident());
        heading(report);
        away(report.away());
        picture(report);
        repeated("Seen", "by", facts.seen());
        repeated("Held", "rule", facts.held());
        facts("Decided", "rule", facts.decided());
        actions(facts.actions());
        facts("Operator's commands", "who", facts.people());
        body.append(table.html());
    }

    private void heading(IncidentReport report) {
        String length = Spans.words(Duration.between(report.from(), report.until()));
        body.append("<h2 id=\"i" + report.id() + "\">Incident " + report.id() + ": " + time(report.from()) + ", "
                + (report.isOver() ? "over after " : "not over after ") + length + "</h2>\n");
    }

    private void picture(IncidentReport report) {
        long from = report.from().toEpochMilli();
        long to = Math.max(report.until().toEpochMilli(), from + 60_000);
        ReplayInput input = ReplayInput.ofJournals(
                Origin.JOURNAL, Map.of(report.logicalHost(), report.incident().entries()));
        List<Decided> decided = new ArrayList<>();
        decided.add(new Decided("decided then", report.recorded()));
        decided.add(new Decided("today's policy", report.today()));
        report.other().forEach(other -> decided.add(new Decided("decisions (--against)", other)));
        Bands bands = Bands.of(report.logicalHost(), input.occurrences(), to);
        body.append(HostPicture.of(report.logicalHost(), from, to, bands, decided, table));
    }

    private void away(Map<Role, List<MailAway.Absence>> away) {
        if (away.isEmpty()) {
            body.append("<p>No daemon was reported as not serving.</p>\n");
            return;
        }
        tables.head("Mail away", "protocol", "daemon", "together", "from", "to");
        away.forEach((role, stretches) -> {
            for (int i = 0; i < stretches.size(); i++) {
                MailAway.Absence each = stretches.get(i);
                tables.row(
                        role.protocol().map(MailProtocol::label).orElse("none"),
                        role.word(),
                        i == 0 ? Spans.words(MailAway.total(stretches)) : "",
                        time(each.from()),
                        time(each.to()));
            }
        });
        tables.end();
    }

    private void repeated(String caption, String who, List<IncidentFacts.Repeated> all) {
        if (!all.isEmpty()) {
            tables.head(caption, "first", "last", "times", who, "what");
            all.forEach(each ->
                    tables.row(time(each.first()), time(each.last()), "" + each.count(), each.who(), each.what()));
            tables.end();
        }
    }

    private void facts(String caption, String who, List<IncidentFacts.Fact> all) {
        if (!all.isEmpty()) {
            tables.head(caption, "time", who, "what");
            all.forEach(each -> tables.row(time(each.time()), each.who(), each.what()));
            tables.end();
        }
    }

    private void actions(List<IncidentFacts.ActionFact> all) {
        if (all.isEmpty()) {
            body.append("<p>No action was begun.</p>\n");
            return;
        }
        tables.head("Done and proved", "begun", "by", "what", "outcome", "proved");
        for (IncidentFacts.ActionFact each : all) {
            Outcome outcome = each.outcome();
            Verification proof = each.proof();
            Instant proofTime = each.proofTime();
            tables.row(
                    time(each.begun()),
                    each.by(),
                    each.words(),
                    outcome == null
                            ? "not known"
                            : outcome.result().word() + " after "
                                    + outcome.seconds().toPlainString() + " s: " + outcome.detail(),
                    proof == null || proofTime == null
                            ? "not known"
                            : (proof.ok() ? "verified at " : "NOT verified at ") + time(proofTime) + ": "
                                    + proof.detail());
        }
        tables.end();
    }

    private String time(Instant time) {
        return Page.time(time.toEpochMilli(), zone);
    }
}
