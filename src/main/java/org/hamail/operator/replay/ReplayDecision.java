package org.hamail.operator.replay;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hamail.recovery.event.Gate;

/**
 * A decision of a replay.
 *
 * @param decision {@code restart}, {@code failover} or {@code hold}
 * @param daemon that it is about
 * @param closed the gates that were closed, with what was seen of them
 */
public record ReplayDecision(Instant time, String decision, String rule, String daemon, String reason, String closed) {
    public JsonObject json() {
        var item = new JsonObject();
        item.addProperty("time", time.toString());
        item.addProperty("decision", decision);
        item.addProperty("rule", rule);
        item.addProperty("daemon", daemon);
        item.addProperty("reason", reason);
        return item;
    }

    /** The closed ones of {@code gates}, e.g. {@code downtime (1), settle (until 2026-11-22T13:04:05Z)}. */
    static String closed(List<Gate> gates) {
        return gates.stream()
                .filter(Gate::isClosed)
                .map(gate -> gate.gate() + seen(gate))
                .collect(Collectors.joining(", "));
    }

    private static String seen(Gate gate) {
        String opens = gate.opensAt();
        if (opens != null) {
            return " (until " + opens + ")";
        }
        return gate.value() == null ? "" : " (" + gate.value() + ")";
    }
}
