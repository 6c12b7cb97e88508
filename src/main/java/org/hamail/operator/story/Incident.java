package org.hamail.operator.story;

import java.util.List;
import java.util.Optional;
import org.hamail.recovery.event.Entry;

/**
 * What belongs together: a fault from its first report to its end with all that was decided and done about it, or what a person
 * did.
 *
 * @param entries oldest first, never empty
 * @param end the record by which it was over; empty while it is not
 */
public record Incident(List<Entry> entries, Optional<Entry> end) {
    public Incident {
        entries = List.copyOf(entries);
    }

    public Entry first() {
        return entries.get(0);
    }

    public Entry last() {
        return entries.get(entries.size() - 1);
    }
}
