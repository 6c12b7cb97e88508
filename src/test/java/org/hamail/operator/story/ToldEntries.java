package org.hamail.operator.story;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Notification;

/** Entries of a journal, each at so many seconds after its beginning. */
public final class ToldEntries {
    private final Instant start;
    private final List<Entry> entries = new ArrayList<>();

    public ToldEntries(Instant start) {
        this.start = start;
    }

    public void add(long second, Event event) {
        var moment = new Moment(start.plusSeconds(second), "boot", BigDecimal.valueOf(second));
        entries.add(new Entry(entries.size() + 1L, moment, event));
    }

    public List<Entry> all() {
        return entries;
    }

    /** A hard state, as a local check reports it; {@code cause} is empty without one. */
    public static Notification told(Role role, CheckKind check, String state, String cause) {
        return told(role, check, state, cause, Optional.empty());
    }

    /** The same of one node. */
    static Notification told(Role role, CheckKind check, String state, String cause, Optional<String> node) {
        return new Notification(
                role,
                check,
                Observer.LOCAL,
                state,
                "HARD",
                "3",
                Optional.of(cause).filter(word -> !word.isEmpty()),
                Optional.empty(),
                "",
                "UP",
                "0",
                Optional.empty(),
                node);
    }
}
