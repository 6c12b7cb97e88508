package org.hamail.recovery.policy;

import org.hamail.recovery.event.Gate;

/** What opens a gate, and what an operator can do about it now. */
public final class HoldAdvice {
    private HoldAdvice() {}

    /** One clause, without a full stop. */
    public static String of(Gate gate) {
        String value = gate.value() == null ? "" : gate.value();
        return switch (gate.gate()) {
            case "service" -> value.startsWith("off") ? "hamail on starts it" : "hamail resume ends it";
            case "downtime" -> downtime(value, saysTheCore(gate));
            case "host" -> "it is judged again when the host is UP" + now(saysTheCore(gate));
            case "settle" -> "it is judged again then";
            case "mode" -> "policy.mode in hamail.yaml allows no more; hamail restart or switch acts now";
            case "acknowledged" -> "hamail ack ends the hard stop";
            case "engine", "target" -> "hamail status shows what the engine says";
            case "confirm" ->
                value.startsWith("full")
                        ? "raise the limits of the server; hamail restart would end the sessions that it serves"
                        : "it is probed again; hamail restart acts now";
            case "pingpong", "storm" -> "hamail restart or switch acts now";
            case "directory" -> "repair the user/group directory; hamail switch moves the service all the same";
            case "sanity" -> "check the network of the monitoring host";
            case "progress" -> "it is judged again when the action has ended";
            case "evidence" -> "more reports are needed; hamail restart or switch acts now";
            default -> "hamail explain says more";
        };
    }

    private static String downtime(String value, boolean saysTheCore) {
        return value.equals("event handler off")
                ? "switch the event handler of the service on again"
                : "it is judged again when the downtime ends" + now(saysTheCore);
    }

    /** Where the monitoring core can be asked, an operator's word opens nothing that it says is closed. */
    private static String now(boolean saysTheCore) {
        return saysTheCore ? "; hamail restart acts now" : "; hamail reconcile --downtime-over does so now";
    }

    private static boolean saysTheCore(Gate gate) {
        return "core".equals(gate.source());
    }
}
