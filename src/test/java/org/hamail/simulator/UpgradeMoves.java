package org.hamail.simulator;

import org.jspecify.annotations.Nullable;

/** From which node the upgrade of one logical host that is in progress has moved the service. */
final class UpgradeMoves {
    /** One that was forgotten for longer is another one (30 days, and what a clock was stepped by). */
    private static final long FORGOTTEN = 29 * World.DAY;

    private @Nullable String from;
    private long at;

    /**
     * Whatever becomes of a verb that ends an upgrade. One that begins while the switch stands at {@code position} on is a new one: its
     * last step may have switched it on and was killed before it could say so.
     */
    void commanded(String verb, String position) {
        switch (verb) {
            case "on", "off", "resume", "abort" -> from = null;
            case "upgrade" -> stepped(position);
            default -> {
                // an upgrade in progress stays in progress
            }
        }
    }

    /** A step has been done, and the switch stands at {@code position} now: the last step is to switch it on. */
    void stepped(String position) {
        from = position.equals("on") ? null : from;
    }

    /** A step moves the service from {@code node}: whether it is not the node to which it has moved it before. */
    boolean mayMove(String node, long now) {
        boolean may = from == null || from.equals(node) || now - at > FORGOTTEN;
        from = node;
        at = now;
        return may;
    }
}
