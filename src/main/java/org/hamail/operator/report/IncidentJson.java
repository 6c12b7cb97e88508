package org.hamail.operator.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hamail.model.MailProtocol;
import org.hamail.model.Role;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.ReplayDecision;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;

/** An incident for machines. */
public final class IncidentJson {
    private IncidentJson() {}

    public static JsonArray of(List<IncidentReport> reports) {
        var array = new JsonArray();
        reports.forEach(report -> array.add(of(report)));
        return array;
    }

    private static JsonObject of(IncidentReport report) {
        IncidentFacts facts = IncidentFacts.of(report.incident());
        var json = new JsonObject();
        json.addProperty("id", report.id());
        json.addProperty("from", report.from().toString());
        json.addProperty("to", report.isOver() ? report.until().toString() : null);
        json.addProperty(
                "seconds", Duration.between(report.from(), report.until()).toSeconds());
        json.add("seen", repeated(facts.seen(), "by"));
        json.add("held", repeated(facts.held(), "rule"));
        json.add("decided", facts(facts.decided(), "rule"));
        json.add("done", done(facts.actions()));
        json.add("people", facts(facts.people(), "who"));
        json.add("away", away(report.away()));
        json.add("today", decisions(report.today()));
        json.add(
                "against",
                report.other().isEmpty() ? null : decisions(report.other().get(0)));
        return json;
    }

    private static JsonArray repeated(List<IncidentFacts.Repeated> all, String who) {
        var array = new JsonArray();
        for (IncidentFacts.Repeated each : all) {
            var item = new JsonObject();
            item.addProperty(who, each.who());
            item.addProperty("what", each.what());
            item.addProperty("first", each.first().toString());
            item.addProperty("last", each.last().toString());
            item.addProperty("count", each.count());
            array.add(item);
        }
        return array;
    }

    private static JsonArray facts(List<IncidentFacts.Fact> all, String who) {
        var array = new JsonArray();
        for (IncidentFacts.Fact each : all) {
            var item = new JsonObject();
            item.addProperty("time", each.time().toString());
            item.addProperty(who, each.who());
            item.addProperty("what", each.what());
            array.add(item);
        }
        return array;
    }

    private static JsonArray done(List<IncidentFacts.ActionFact> all) {
        var array = new JsonArray();
        for (IncidentFacts.ActionFact each : all) {
            var item = new JsonObject();
            Outcome outcome = each.outcome();
            Verification proof = each.proof();
            item.addProperty("time", each.begun().toString());
            item.addProperty("what", each.words());
            item.addProperty("by", each.by());
            item.addProperty(
                    "outcome", outcome == null ? null : outcome.result().word());
            item.addProperty("seconds", outcome == null ? null : outcome.seconds());
            item.addProperty("detail", outcome == null ? null : outcome.detail());
            item.addProperty("proved", proof == null ? null : proof.ok());
            item.addProperty("proof", proof == null ? null : proof.detail());
            item.addProperty(
                    "proved_at",
                    each.proofTime() == null ? null : each.proofTime().toString());
            array.add(item);
        }
        return array;
    }

    private static JsonElement away(Map<Role, List<MailAway.Absence>> away) {
        var array = new JsonArray();
        away.forEach((role, stretches) -> {
            var item = new JsonObject();
            item.addProperty("daemon", role.word());
            item.addProperty(
                    "protocol", role.protocol().map(MailProtocol::label).orElse(null));
            item.addProperty("seconds", MailAway.total(stretches).toSeconds());
            var times = new JsonArray();
            for (MailAway.Absence stretch : stretches) {
                var time = new JsonObject();
                time.addProperty("from", stretch.from().toString());
                time.addProperty("to", stretch.to().toString());
                times.add(time);
            }
            item.add("stretches", times);
            array.add(item);
        });
        return array;
    }

    private static JsonArray decisions(HostResult result) {
        var array = new JsonArray();
        for (ReplayDecision made : result.decisions()) {
            array.add(made.json());
        }
        return array;
    }
}
