package org.hamail.recovery.journal;

import com.google.gson.JsonElement;
import java.math.BigDecimal;
import java.util.ArrayList;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Action;
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

/** Reads what {@link EventCodec} has written. */
final class EventReader {
    private EventReader() {}

    static Event read(String type, RecordFields record) {
        return switch (type) {
            case "notification" -> notification(record);
            case "core" -> new CoreReport(notification(record));
            case "probe" -> probe(record);
            case "decision" -> decision(record);
            case "intent" ->
                new Intent(
                        record.string("id"),
                        record.known("action", Action.of(record.string("action"))),
                        record.string("daemon"),
                        record.optional("from"),
                        record.optional("to"),
                        record.flag("dry_run"));
            case "outcome" ->
                new Outcome(
                        record.string("id"),
                        record.known("outcome", Outcome.Result.of(record.string("outcome"))),
                        record.string("detail"),
                        new BigDecimal(record.string("seconds")));
            case "verification" -> new Verification(record.string("id"), record.flag("ok"), record.string("detail"));
            case "operator" ->
                new OperatorCommand(
                        record.string("verb"), record.string("who"), record.string("reason"), record.optional("until"));
            default -> throw new IllegalArgumentException("unknown type '" + type + "'");
        };
    }

    private static Notification notification(RecordFields record) {
        return new Notification(
                record.known("daemon", Role.of(record.string("daemon"))),
                record.known("check", CheckKind.of(record.string("check"))),
                record.known("observer", Observer.of(record.string("observer"))),
                record.string("state"),
                record.string("state_type"),
                record.string("attempt"),
                record.optional("cause"),
                record.optional("phase"),
                record.string("output"),
                record.string("host_state"),
                record.string("downtime"),
                record.optional("event_id"),
                record.optional("node"));
    }

    private static OwnProbe probe(RecordFields record) {
        return new OwnProbe(
                record.known("daemon", Role.of(record.string("daemon"))),
                record.known("check", CheckKind.of(record.string("check"))),
                record.known("result", OwnProbe.Result.of(record.string("result"))),
                record.optional("cause"),
                record.optional("phase"),
                record.string("detail"),
                new BigDecimal(record.string("seconds")),
                record.optional("node"));
    }

    private static DecisionRecord decision(RecordFields record) {
        var gates = new ArrayList<Gate>();
        for (JsonElement element : record.array("gates")) {
            RecordFields gate = new RecordFields(element.getAsJsonObject());
            gates.add(new Gate(
                    gate.string("gate"),
                    gate.truth("open"),
                    gate.nullable("value"),
                    gate.nullable("limit"),
                    gate.nullable("source"),
                    gate.number("age"),
                    gate.nullable("opens_at")));
        }
        var because = new ArrayList<Long>();
        for (JsonElement seq : record.array("because")) {
            because.add(seq.getAsLong());
        }
        return new DecisionRecord(
                record.string("decision"), record.string("rule"), record.string("reason"), gates, because);
    }
}
