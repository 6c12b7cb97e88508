package org.hamail.submit;

import org.hamail.plugin.ServerText;

/** How a sink took one result; {@code detail} says why it did not, fit for a log line. */
public record Delivery(DeliveryKind kind, String detail) {
    /** What is to be done next. */
    public enum DeliveryKind {
        /** The result is with the monitoring core, or the core has a newer one. */
        DELIVERED,
        /** The sink works but did not take this service's result: this service waits, others go on. */
        HELD,
        /** The sink does not work: everything waits. */
        DOWN
    }

    public static Delivery delivered() {
        return new Delivery(DeliveryKind.DELIVERED, "");
    }

    public static Delivery held(String detail) {
        return new Delivery(DeliveryKind.HELD, ServerText.of(detail));
    }

    public static Delivery down(String detail) {
        return new Delivery(DeliveryKind.DOWN, ServerText.of(detail));
    }
}
