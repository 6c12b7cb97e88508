package org.hamail.recovery.policy;

import org.hamail.recovery.event.Gate;

/** What opens a gate, and what an operator can do about it now. */
public final class HoldAdvice {
    static final String UNKNOWN = "hamail explain says more";

    private HoldAdvice() {}

    /** One clause, without a full stop. */
    public static String of(Gate gate) {
        return GateDefinition.of(gate).map(known -> known.advice(gate)).orElse(UNKNOWN);
    }

    static String service(Gate gate) {
        return value(gate).startsWith("off") ? "hamail on starts it" : "hamail resume ends it";
    }

    static String downtime(Gate gate) {
        return value(gate).equals("event handler off")
                ? "switch the event handler of the service on again"
                : "it is judged again when the downtime ends" + now(gate);
    }

    static String host(Gate gate) {
        return "it is judged again when the host is UP" + now(gate);
    }

    static String confirm(Gate gate) {
        return value(gate).startsWith("full")
                ? "raise the limits of the server; hamail restart would end the sessions that it serves"
                : "it is probed again; hamail restart acts now";
    }

    private static String value(Gate gate) {
        return gate.value() == null ? "" : gate.value();
    }

    /** Where the monitoring core can be asked, an operator's word opens nothing that it says is closed. */
    private static String now(Gate gate) {
        return "core".equals(gate.source())
                ? "; hamail restart acts now"
                : "; hamail reconcile --downtime-over does so now";
    }
}
