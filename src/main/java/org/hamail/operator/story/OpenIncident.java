package org.hamail.operator.story;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Verification;
import org.jspecify.annotations.Nullable;

/** An incident as far as it has come: its records, the problems that are still there, and the actions under way. */
final class OpenIncident {
    private final List<Entry> entries = new ArrayList<>();
    private final OpenProblems problems = new OpenProblems();
    private final Set<String> running = new HashSet<>();
    private @Nullable Entry end;

    void add(Entry entry) {
        entries.add(entry);
    }

    /** Nothing has followed what it began with. */
    boolean hasOneRecord() {
        return entries.size() == 1;
    }

    OpenProblems problems() {
        return problems;
    }

    void begin(Intent action) {
        running.add(action.id());
    }

    /** By {@code id} of its intent. */
    void endAction(String id) {
        running.remove(id);
    }

    /** An action that is verified has mended whatever was a problem. */
    void endAction(Verification verification) {
        endAction(verification.id());
        if (verification.ok()) {
            problems.clear();
        }
    }

    boolean isOver() {
        return problems.isEmpty() && running.isEmpty();
    }

    /** With {@code last}; what is added behind it belongs to an action that was begun before. */
    void end(Entry last) {
        end = last;
    }

    Incident incident() {
        return new Incident(entries, Optional.ofNullable(end));
    }
}
