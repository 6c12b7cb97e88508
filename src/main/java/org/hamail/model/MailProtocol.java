package org.hamail.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The protocols that a mail server speaks, a row each. The name of a row is its label in a status line. */
public enum MailProtocol {
    SMTP("smtp", "smtp", 25, 465, TlsMode.STARTTLS, ProtocolTrait.TAKES_MAIL),
    POP3("pop", "pop3", 110, 995, TlsMode.IMPLICIT),
    IMAP("imap", "imap", 143, 993, TlsMode.IMPLICIT),
    HTTP("http", "http", 80, 443, TlsMode.IMPLICIT, ProtocolTrait.NOTIFY_ONLY, ProtocolTrait.REQUESTS_ONLY),
    LMTP("lmtp", "lmtp", 24, 24, TlsMode.STARTTLS, ProtocolTrait.NOTIFY_ONLY, ProtocolTrait.TAKES_MAIL),
    SIEVE("sieve", "managesieve", 4190, 4190, TlsMode.STARTTLS, ProtocolTrait.NOTIFY_ONLY);

    /** What is peculiar to a protocol. */
    private enum ProtocolTrait {
        /** A probe of it leads to a notification at most, never to an action. */
        NOTIFY_ONLY,
        /** No session: neither greeting nor STARTTLS nor login. */
        REQUESTS_ONLY,
        /** The client names itself, and hands in mail. */
        TAKES_MAIL
    }

    private final String word;
    private final String otherWord;
    private final int port;
    private final int tlsPort;
    private final TlsMode usualTls;
    private final boolean notifyOnly;
    private final boolean requestsOnly;
    private final boolean takesMail;

    /**
     * @param word as on the command line and in a configuration
     * @param otherWord that the command line takes for it, too
     * @param port as registered with IANA
     * @param tlsPort for TLS from the first byte on; the same where none is registered
     * @param usualTls what {@code -S} stands for
     */
    MailProtocol(String word, String otherWord, int port, int tlsPort, TlsMode usualTls, ProtocolTrait... traits) {
        this.word = word;
        this.otherWord = otherWord;
        this.port = port;
        this.tlsPort = tlsPort;
        this.usualTls = usualTls;
        List<ProtocolTrait> all = List.of(traits);
        this.notifyOnly = all.contains(ProtocolTrait.NOTIFY_ONLY);
        this.requestsOnly = all.contains(ProtocolTrait.REQUESTS_ONLY);
        this.takesMail = all.contains(ProtocolTrait.TAKES_MAIL);
    }

    /** The protocol that {@code word} names on the command line. */
    public static Optional<MailProtocol> of(String word) {
        // no stream: the first lambda of a JVM takes milliseconds, which a check has not
        for (MailProtocol protocol : values()) {
            if (protocol.word.equals(word) || protocol.otherWord.equals(word)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /** The usual words of all, in the order of the rows. */
    public static List<String> usualWords() {
        var usual = new ArrayList<String>();
        for (MailProtocol protocol : values()) {
            usual.add(protocol.word());
        }
        return List.copyOf(usual);
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
            if (protocol.tlsPort == port && protocol.port != port) {
                return true;
            }
        }
        return false;
    }

    /** How it is encrypted where nothing else is said than that it is. */
    public TlsMode usualTls() {
        return usualTls;
    }

    /** Whether a probe of it leads to a notification at most, never to an action. */
    public boolean isNotifyOnly() {
        return notifyOnly;
    }

    /** Whether the server greets, may change to TLS, and knows logins. */
    public boolean hasSession() {
        return !requestsOnly;
    }

    /** Whether the client names itself, and hands in mail. */
    public boolean takesMail() {
        return takesMail;
    }

    /** As it stands at the beginning of a status line. */
    public String label() {
        return name();
    }
}
