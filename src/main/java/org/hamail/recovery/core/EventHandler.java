package org.hamail.recovery.core;

/** Whether the core calls the event handler of a service. */
public enum EventHandler {
    ON("event handler on"),
    /** The service has no event handler of its own. */
    NONE("no event handler"),
    /** It is switched off for this service. */
    OFF("event handler off"),
    /** Event handlers are switched off for everything that this core watches. */
    ALL_OFF("all event handlers off");

    private final String words;

    EventHandler(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Of a service that has one or not, whose switch is on or not, in a core whose main switch is on or not. */
    static EventHandler of(boolean present, boolean on, boolean mainSwitchOn) {
        if (!present) {
            return NONE;
        }
        if (!on) {
            return OFF;
        }
        return mainSwitchOn ? ON : ALL_OFF;
    }
}
