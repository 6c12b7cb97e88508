package org.hamail.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a probe that runs on the server's own machine can see of the server's other clients, so that a full server is not
 * taken for a hung one.
 */
public interface ServerSide {
    /**
     * Begins to look, before the probe connects.
     *
     * @param speaksFirst whether clients of this port speak first, as with implicit TLS
     */
    Watch begin(List<InetAddress> addresses, int port, boolean speaksFirst);

    /** How far the probe had come when its deadline passed. */
    enum Step {
        CONNECT,
        /** In the greeting, or in a TLS handshake before it. */
        GREETING,
        LATER
    }

    /**
     * A server that serves others and has no room for one more.
     *
     * @param served other clients that were served since the probe's start
     * @param waiting clients that wait to be accepted
     * @param among whether the probe is one of these
     */
    record FullServer(int served, int waiting, boolean among) {}

    /** One probe's look, until it is closed. */
    interface Watch extends AutoCloseable {
        /** Both ends of the probe's connection, each time that it has one. */
        void connected(InetSocketAddress own, InetSocketAddress server);

        /** Empty where the server served nobody else, or it cannot be told. */
        Optional<FullServer> full(Step step);

        /** What else is known of the server's machine: facts for the details of a result. */
        List<String> details();

        @Override
        void close();
    }
}
