package org.hamail.process.sockets;

import java.time.Duration;

/** What was seen of one client of the server since the probe began. */
final class Client {
    /** Whoever is sent away later, and has said nothing, has reached a time limit of the server. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Duration first;
    private final boolean atStart;
    private final boolean acceptedAtStart;
    private final boolean servedAtStart;
    private boolean waiting;
    private boolean accepted;
    private boolean spoken;
    private boolean ended;
    private boolean endedSoon;

    /** {@code at} = since the probe's start; {@code atStart} = it was there before. */
    Client(SocketRow row, Duration at, boolean atStart) {
        this.first = at;
        this.atStart = atStart;
        this.acceptedAtStart = atStart && !row.isWaiting();
        this.servedAtStart = atStart && (row.hasSpoken() || row.isEndedByServer());
        see(row, at);
    }

    void see(SocketRow row, Duration at) {
        waiting = row.isWaiting();
        accepted |= row.isAccepted();
        spoken |= row.hasSpoken();
        if (row.isEndedByServer() && !ended) {
            ended = true;
            endedSoon = !atStart && at.minus(first).compareTo(SOON) <= 0;
        }
    }

    /** Its row is gone. */
    void lose() {
        waiting = false;
    }

    boolean isWaiting() {
        return waiting;
    }

    /** Whether the server accepted it since the probe's start; who was quick has left only the end of its connection. */
    boolean becameAccepted() {
        return !acceptedAtStart && (accepted || endedSoon);
    }

    /**
     * Whether it was served since the probe's start: it spoke and was read, or the server ended its connection soon.
     *
     * @param speaksFirst whether clients of this port speak first, as with implicit TLS: then it proves nothing that it did
     */
    boolean becameServed(boolean speaksFirst) {
        return !servedAtStart && ((spoken && !speaksFirst) || endedSoon);
    }

    /** Whether the server ended its connection after it had said something, since the probe's start. */
    boolean wasHeardOut() {
        return ended && spoken;
    }
}
