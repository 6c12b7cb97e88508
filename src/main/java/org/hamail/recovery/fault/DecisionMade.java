package org.hamail.recovery.fault;

import java.util.List;

/**
 * A decision as the journal keeps it.
 *
 * @param decision {@code none}, {@code restart}, {@code failover} or {@code hold}
 * @param because the sequence numbers of what led to it
 */
public record DecisionMade(String decision, String rule, String reason, List<Gate> gates, List<Long> because)
        implements Event {
    public DecisionMade {
        gates = List.copyOf(gates);
        because = List.copyOf(because);
    }
}
