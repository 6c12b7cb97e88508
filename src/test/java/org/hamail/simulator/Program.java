package org.hamail.simulator;

import org.hamail.model.ClusterView;
import org.jspecify.annotations.Nullable;

/** A running program of a monitoring server: a thread that runs only when it is its turn. */
final class Program {
    /** What it does. */
    interface Body {
        void run() throws Exception;
    }

    final Clockwork clockwork;
    final Server server;
    final String name;
    final int host;
    final long begun;
    final Body body;
    final Hand hand;

    /** The turn that it waits for; older ones are void. */
    int turn;

    boolean doomed;
    boolean over;
    /** When it ended. */
    long endedAt;
    /** Until then it is stopped (SIGSTOP). */
    long stoppedUntil;
    /** How long it has been stopped so far, in ms. */
    long stoppedFor;

    boolean started;

    @Nullable
    Thread thread;

    Program(Clockwork clockwork, Server server, String name, int host, Body body) {
        this.clockwork = clockwork;
        this.server = server;
        this.name = name;
        this.host = host;
        this.begun = clockwork.now;
        this.body = body;
        this.hand = new Hand();
    }

    /** What its last questions were answered: the judge compares the action with them. */
    static final class Hand {
        long engineAsked = -1;

        @Nullable
        ClusterView engineSaid;

        long probeAsked = -1;
        boolean probeFailed;

        @Nullable
        Boolean directory;

        @Nullable
        Boolean sane;

        boolean manual;
        boolean acted;
    }
}
