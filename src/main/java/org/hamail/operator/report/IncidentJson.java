package org.hamail.operator.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hamail.model.MailProtocol;
import org.hamail.model.Role;
import org.hamail.operator.replay.HostResult;
import org.hamail.operator.replay.ReplayDecision;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** An incident for machines. */
public final class IncidentJson {
    private IncidentJson() {}

    public static JsonArray of(List<IncidentReport> reports) {
        return array(reports, IncidentJson::of);
    }

    private static <T> JsonArray array(List<T> all, Function<T, JsonObject> json) {
        var array = new JsonArray();
        all.forEach(each -> array.add(json.apply(each)));
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
        json.add("done", array(facts.actions(), IncidentJson::done));
        json.add("people", facts(facts.people(), "who"));
        json.add("away", away(report.away()));
        json.add("today", decisions(report.today()));
        json.add(
                "against",
                report.other().isEmpty() ? null : decisions(report.other().get(0)));
        return json;
    }

    private static JsonArray repeated(List<IncidentFacts.Repeated> all, String who) {
        return array(all, each -> {
            var item = new JsonObject();
            item.addProperty(who, each.who());
            item.addProperty("what", each.what());
            item.addProperty("first", each.first().toString());
            item.addProperty("last", each.last().toString());
            item.addProperty("count", each.count());
            return item;
        });
    }

    private static JsonArray facts(List<IncidentFacts.Fact> all, String who) {
        return array(all, each -> {
            var item = new JsonObject();
            item.addProperty("time", each.time().toString());
            item.addProperty(who, each.who());
            item.addProperty("what", each.what());
            return item;
        });
    }

    private static JsonObject done(IncidentFacts.ActionFact fact) {
        var json = new JsonObject();
        json.addProperty("time", fact.begun().toString());
        json.addProperty("what", fact.words());
        json.addProperty("by", fact.by());
        outcome(json, fact.outcome());
        proof(json, fact.proof(), fact.proofTime());
        return json;
    }

    private static void outcome(JsonObject json, @Nullable Outcome outcome) {
        json.addProperty("outcome", outcome == null ? null : outcome.result().word());
        json.addProperty("seconds", outcome == null ? null : outcome.seconds());
        json.addProperty("detail", outcome == null ? null : outcome.detail());
    }

    private static void proof(JsonObject json, @Nullable Verification proof, @Nullable Instant time) {
        json.addProperty("proved", proof == null ? null : proof.ok());
        json.addProperty("proof", proof == null ? null : proof.detail());
        json.addProperty("proved_at", time == null ? null : time.toString());
    }

    private static JsonArray away(Map<Role, List<MailAway.Absence>> away) {
        var array = new JsonArray();
        away.forEach((role, stretches) -> array.add(away(role, stretches)));
        return array;
    }

    private static JsonObject away(Role role, List<MailAway.Absence> stretches) {
        var json = new JsonObject();
        json.addProperty("daemon", role.word());
        json.addProperty("protocol", role.protocol().map(MailProtocol::label).orElse(null));
        json.addProperty("seconds", MailAway.total(stretches).toSeconds());
        json.add("stretches", array(stretches, IncidentJson::absence));
        return json;
    }

    private static JsonObject absence(MailAway.Absence stretch) {
        var json = new JsonObject();
        json.addProperty("from", stretch.from().toString());
        json.addProperty("to", stretch.to().toString());
        return json;
    }

    private static JsonArray decisions(HostResult result) {
        return array(result.decisions(), ReplayDecision::json);
    }
}
