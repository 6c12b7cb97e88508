package org.hamail.recovery.event;

import java.util.List;

/**
 * A decision as the journal keeps it.
 *
 * @param decision {@code none}, {@code restart}, {@code failover} or {@code hold}
 * @param because the sequence numbers of what led to it
 */
public record DecisionRecord(String decision, String rule, String reason, List<Gate> gates, List<Long> because)
        implements Event {
    public DecisionRecord {
        gates = List.copyOf(gates);
        because = List.copyOf(because);
    }
}
