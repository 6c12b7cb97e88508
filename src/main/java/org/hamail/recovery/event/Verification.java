package org.hamail.recovery.event;

/** Whether the service was seen to work after the action of an intent. */
public record Verification(String id, boolean ok, String detail) implements Event {
    /** Whether another process than the one that acted looked, at the node that the engine named by then. */
    public boolean isFoundLater() {
        return detail.startsWith(Outcome.FOUND_LATER);
    }
}
