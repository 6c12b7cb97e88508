package org.hamail.process;

import java.util.Optional;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;

/** The judgement of one daemon or file: a part of the whole sentence. */
record Finding(Status status, Optional<Cause> cause, String text) {
    static Finding ok(String text) {
        return new Finding(Status.OK, Optional.empty(), text);
    }

    static Finding of(Cause cause, String text) {
        return new Finding(cause.status(), Optional.of(cause), text);
    }

    static Finding of(Status status, Cause cause, String text) {
        return new Finding(status, Optional.of(cause), text);
    }

    boolean isAbsent() {
        return cause.isPresent() && cause.get() == Cause.ABSENT;
    }
}
