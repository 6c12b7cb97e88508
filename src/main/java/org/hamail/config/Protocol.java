package org.hamail.config;

/** What a daemon speaks, with its ports as IANA has them. */
public enum Protocol {
    SMTP(25, 465),
    POP(110, 995),
    IMAP(143, 993),
    HTTP(80, 443);

    private final int port;
    private final int tlsPort;

    Protocol(int port, int tlsPort) {
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** The port where none is given. */
    public int port(Tls tls) {
        return tls == Tls.IMPLICIT ? tlsPort : port;
    }
}
