package org.hamail.process;

import java.util.Optional;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;

/** The finding about one daemon or file: a part of the whole sentence. */
record CountFinding(Status status, Optional<Cause> cause, String text) {
    static CountFinding ok(String text) {
        return new CountFinding(Status.OK, Optional.empty(), text);
    }

    static CountFinding of(Cause cause, String text) {
        return new CountFinding(cause.status(), Optional.of(cause), text);
    }

    static CountFinding of(Status status, Cause cause, String text) {
        return new CountFinding(status, Optional.of(cause), text);
    }

    boolean isAbsent() {
        return cause.isPresent() && cause.get() == Cause.ABSENT;
    }
}
