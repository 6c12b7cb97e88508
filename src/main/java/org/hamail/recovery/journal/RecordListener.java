package org.hamail.recovery.journal;

import org.hamail.recovery.event.Entry;

/** Who is told of each record of a journal when it is on the disk; must neither fail nor take time. */
@FunctionalInterface
public interface RecordListener {
    /** Nobody. */
    RecordListener NONE = entry -> {};

    void recorded(Entry entry);
}
