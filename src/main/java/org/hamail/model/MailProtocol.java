package org.hamail.model;

/** A protocol that a mail server speaks, with its ports as registered with IANA. */
public enum MailProtocol {
    SMTP("smtp", 25, 465),
    POP3("pop", 110, 995),
    IMAP("imap", 143, 993),
    HTTP("http", 80, 443);

    private final String word;
    private final int port;
    private final int tlsPort;

    MailProtocol(String word, int port, int tlsPort) {
        this.word = word;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** As on the command line and in a configuration. */
    public String word() {
        return word;
    }

    /** The port where nothing else is said. */
    public int port(TlsMode tls) {
        return tls == TlsMode.IMPLICIT ? tlsPort : port;
    }

    /** Whether TLS is expected from the first byte on at {@code port}. */
    public static boolean isTlsPort(int port) {
        for (MailProtocol protocol : values()) {
            if (protocol.tlsPort == port) {
                return true;
            }
        }
        return false;
    }

    /** As it stands at the beginning of a status line. */
    public String label() {
        return name();
    }
}
