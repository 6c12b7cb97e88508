package org.hamail.submit;

import java.util.List;
import java.util.Optional;

/** Something that takes passive results. It may be called from several threads, never for one service at the same time. */
public interface Sink {
    /** What it is, unique among the sinks, fit for a file name, e.g. {@code nsca-monitor1-5667}. */
    String name();

    /** Hands over one result; comes back within a fixed time whatever the other side does. */
    Delivery deliver(PassiveResult result);

    /** How many results, each of another service, may go in one delivery. */
    default int atOnce() {
        return 1;
    }

    /** Hands over {@link #atOnce} results at the most: either it has all of them, or it does not work. */
    default Delivery deliver(List<PassiveResult> results) {
        if (results.size() != 1) {
            throw new IllegalArgumentException(name() + " takes one result at a time");
        }
        return deliver(results.get(0));
    }

    /** Why results about this service can never arrive here, if so. */
    Optional<String> complaint(ServiceName about);

    /** How many results it takes at the same time. */
    int lanes();

    /** Whether the other side says that it took a result; without that only a fresh service at the core proves anything. */
    boolean acknowledges();
}
