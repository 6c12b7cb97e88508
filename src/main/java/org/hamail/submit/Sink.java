package org.hamail.submit;

import java.util.Optional;

/** Something that takes passive results. It may be called from several threads, never for one service at the same time. */
public interface Sink {
    /** What it is, unique among the sinks, fit for a file name, e.g. {@code nsca-monitor1-5667}. */
    String name();

    /** Hands over one result; comes back within a fixed time whatever the other side does. */
    Delivery deliver(PassiveResult result);

    /** Why results about this service can never arrive here, if so. */
    Optional<String> complaint(ServiceName about);

    /** How many results it takes at the same time. */
    int lanes();

    /** Whether the other side says that it took a result; without that only a fresh service at the core proves anything. */
    boolean acknowledges();
}
