package org.hamail.model;

/** A protocol that a mail server speaks, with its ports as registered with IANA. */
public enum MailProtocol {
    SMTP(25, 465),
    POP3(110, 995),
    IMAP(143, 993),
    HTTP(80, 443);

    private final int port;
    private final int tlsPort;

    MailProtocol(int port, int tlsPort) {
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** The port where nothing else is said. */
    public int port(TlsMode tls) {
        return tls == TlsMode.IMPLICIT ? tlsPort : port;
    }

    /** As it stands at the beginning of a status line. */
    public String label() {
        return name();
    }
}
