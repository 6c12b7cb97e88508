package org.hamail.operator.report;

import java.util.ArrayList;
import java.util.List;
import org.hamail.model.MailProtocol;
import org.hamail.model.Role;
import org.hamail.operator.display.Spans;
import org.hamail.operator.display.Times;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.story.IncidentText;

/** An incident as lines for people: as the history shows it, and behind it what the history does not tell. */
public final class IncidentWords {
    private IncidentWords() {}

    public static List<String> of(IncidentReport report, Times times) {
        List<String> lines = new ArrayList<>(IncidentText.of(report.incident(), times, report.until()));
        if (report.incident().entries().size() == 1) {
            return lines; // what a person did, or a word that needed no answer
        }
        report.away().forEach((role, stretches) -> lines.add("  away      " + away(role, stretches)));
        decided(lines, "today", report.today(), times);
        report.other().forEach(other -> decided(lines, "against", other, times));
        return lines;
    }

    private static String away(Role role, List<MailAway.Absence> stretches) {
        String protocol = role.protocol().map(MailProtocol::label).orElse(role.word());
        return protocol + " " + Spans.words(MailAway.total(stretches));
    }

    private static void decided(List<String> lines, String policy, HostResult result, Times times) {
        String label = "  " + policy + " ".repeat(10 - policy.length());
        if (result.decisions().isEmpty()) {
            lines.add(label + "nothing would be done");
        }
        result.decisions()
                .forEach(made -> lines.add(label + times.clock(made.time()) + " " + made.decision() + " (" + made.rule()
                        + "): " + made.reason()));
    }
}
