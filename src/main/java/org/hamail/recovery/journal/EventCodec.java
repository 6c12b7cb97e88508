package org.hamail.recovery.journal;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.DecisionRecord;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Gate;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Notification;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.OwnProbe;
import org.hamail.recovery.event.Verification;

/** The fields of each type of record, as they are written; {@link EventReader} reads them. */
final class EventCodec {
    private EventCodec() {}

    static String type(Event event) {
        if (event instanceof Notification) {
            return "notification";
        } else if (event instanceof CoreReport) {
            return "core";
        } else if (event instanceof OwnProbe) {
            return "probe";
        } else if (event instanceof DecisionRecord) {
            return "decision";
        } else if (event instanceof Intent) {
            return "intent";
        } else if (event instanceof Outcome) {
            return "outcome";
        } else if (event instanceof Verification) {
            return "verification";
        }
        return "operator";
    }

    static void write(Event event, JsonWriter json) throws IOException {
        if (event instanceof Notification notification) {
            write(notification, json);
        } else if (event instanceof CoreReport core) {
            write(core.seen(), json);
        } else if (event instanceof OwnProbe probe) {
            write(probe, json);
        } else if (event instanceof DecisionRecord decision) {
            write(decision, json);
        } else if (event instanceof Intent intent) {
            write(intent, json);
        } else if (event instanceof Outcome outcome) {
            json.name("id").value(outcome.id());
            json.name("outcome").value(outcome.result().word());
            json.name("detail").value(outcome.detail());
            json.name("seconds").value(outcome.seconds());
        } else if (event instanceof Verification verification) {
            json.name("id").value(verification.id());
            json.name("ok").value(verification.ok());
            json.name("detail").value(verification.detail());
        } else if (event instanceof OperatorCommand act) {
            json.name("verb").value(act.verb());
            json.name("who").value(act.who());
            json.name("reason").value(act.reason());
            json.name("until").value(act.until().orElse(null));
        }
    }

    private static void write(Intent intent, JsonWriter json) throws IOException {
        json.name("id").value(intent.id());
        json.name("action").value(intent.action().word());
        json.name("daemon").value(intent.daemon());
        json.name("from").value(intent.from().orElse(null));
        json.name("to").value(intent.to().orElse(null));
        json.name("dry_run").value(intent.dryRun());
    }

    private static void write(Notification told, JsonWriter json) throws IOException {
        json.name("daemon").value(told.daemon().word());
        json.name("check").value(told.check().word());
        json.name("observer").value(told.observer().word());
        json.name("state").value(told.state());
        json.name("state_type").value(told.stateType());
        json.name("attempt");
        number(told.attempt(), json);
        json.name("cause").value(told.cause().orElse(null));
        json.name("phase").value(told.phase().orElse(null));
        json.name("output").value(told.output());
        json.name("host_state").value(told.hostState());
        json.name("downtime");
        number(told.downtime(), json);
        json.name("event_id").value(told.eventId().orElse(null));
        json.name("node").value(told.node().orElse(null));
    }

    private static void write(OwnProbe probe, JsonWriter json) throws IOException {
        json.name("daemon").value(probe.daemon().word());
        json.name("check").value(probe.check().word());
        json.name("result").value(probe.result().word());
        json.name("cause").value(probe.cause().orElse(null));
        json.name("phase").value(probe.phase().orElse(null));
        json.name("detail").value(probe.detail());
        json.name("seconds").value(probe.seconds());
        json.name("node").value(probe.node().orElse(null));
    }

    /** A number where the core gave one, else its words. */
    private static void number(String text, JsonWriter json) throws IOException {
        if (text.matches("0|[1-9][0-9]{0,17}")) {
            json.value(Long.parseLong(text));
        } else {
            json.value(text);
        }
    }

    private static void write(DecisionRecord decision, JsonWriter json) throws IOException {
        json.name("decision").value(decision.decision());
        json.name("rule").value(decision.rule());
        json.name("reason").value(decision.reason());
        json.name("gates").beginArray();
        for (Gate gate : decision.gates()) {
            json.beginObject();
            json.name("gate").value(gate.gate());
            json.name("open").value(gate.open());
            json.name("value").value(gate.value());
            json.name("limit").value(gate.limit());
            json.name("source").value(gate.source());
            json.name("age").value(gate.age());
            json.name("opens_at").value(gate.opensAt());
            json.endObject();
        }
        json.endArray();
        json.name("because").beginArray();
        for (long seq : decision.because()) {
            json.value(seq);
        }
        json.endArray();
    }
}
