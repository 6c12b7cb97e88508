package org.hamail.directory;

/** How the conversation with a directory is encrypted. */
public enum Encryption {
    /** Not at all. */
    NONE(389),
    /** After an upgrade in the plain conversation (RFC 4511 section 4.14). */
    STARTTLS(389),
    /** From the first byte on (LDAPS). */
    IMPLICIT(636);

    private final int port;

    Encryption(int port) {
        this.port = port;
    }

    /** Whether a port is known for TLS from the first byte on: that of LDAPS, and that of a global catalogue. */
    static boolean isImplicit(int port) {
        return port == IMPLICIT.port || port == 3269;
    }

    /** The port where none is given. */
    public int port() {
        return port;
    }
}
