package org.hamail.net;

import java.io.IOException;

/** A connection that did not work out: which way it failed, and one clause for people. */
public final class NetworkException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The ways in which a connection fails. */
    public enum Kind {
        /** The name does not resolve. */
        UNKNOWN_NAME,
        /** Nobody listens. */
        REFUSED,
        /** The peer or something between broke the connection off. */
        RESET,
        /** The peer ended the stream early. */
        CLOSED,
        /** There is no way to the peer. */
        UNREACHABLE,
        /** The deadline passed. */
        TIMEOUT,
        /** A line or a reply is longer than anything sensible. */
        LIMIT,
        /** Plain text where TLS should have begun. */
        LEFTOVER,
        /** The TLS handshake, or the TLS connection later on, failed. */
        TLS,
        /** The peer's certificate is not the right one. */
        CERTIFICATE,
        /** This machine could not even try, e.g. no file descriptors were left, or did not run meanwhile. */
        LOCAL
    }

    /** In the message of a handshake that the peer answered in plain text. */
    public static final String NOT_TLS = "the answer is not TLS";

    private final Kind kind;

    public NetworkException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public NetworkException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** An expected outcome, made in great numbers: where it was made tells nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** A thread or memory is lacking: this is no news about the peer. */
    static NetworkException noMemory(OutOfMemoryError e) {
        return new NetworkException(Kind.LOCAL, "this machine has no memory or thread left: " + e.getMessage(), e);
    }

    static NetworkException timeout() {
        return new NetworkException(Kind.TIMEOUT, "the deadline passed");
    }
}
