package org.hamail.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The protocols that a mail server speaks, a row each. The name of a row is its label in a status line. */
public enum MailProtocol {
    SMTP(List.of("smtp"), 25, 465, TlsMode.STARTTLS, Trait.TAKES_MAIL),
    POP3(List.of("pop", "pop3"), 110, 995, TlsMode.IMPLICIT),
    IMAP(List.of("imap"), 143, 993, TlsMode.IMPLICIT),
    HTTP(List.of("http"), 80, 443, TlsMode.IMPLICIT, Trait.NOTIFY_ONLY, Trait.REQUESTS_ONLY),
    LMTP(List.of("lmtp"), 24, 24, TlsMode.STARTTLS, Trait.NOTIFY_ONLY, Trait.TAKES_MAIL),
    SIEVE(List.of("sieve", "managesieve"), 4190, 4190, TlsMode.STARTTLS, Trait.NOTIFY_ONLY);

    /** What is peculiar to a protocol. */
    private enum Trait {
        /** A probe of it leads to a notification at most, never to an action. */
        NOTIFY_ONLY,
        /** No session: neither greeting nor STARTTLS nor login. */
        REQUESTS_ONLY,
        /** The client names itself, and hands in mail. */
        TAKES_MAIL
    }

    private final List<String> words;
    private final int port;
    private final int tlsPort;
    private final TlsMode usualTls;
    private final List<Trait> traits;

    /**
     * @param words as which it is known on the command line, the usual one first
     * @param port as registered with IANA
     * @param tlsPort for TLS from the first byte on; the same where none is registered
     * @param usualTls what {@code -S} stands for
     */
    MailProtocol(List<String> words, int port, int tlsPort, TlsMode usualTls, Trait... traits) {
        this.words = words;
        this.port = port;
        this.tlsPort = tlsPort;
        this.usualTls = usualTls;
        this.traits = List.of(traits);
    }

    /** The protocol that {@code word} names on the command line. */
    public static Optional<MailProtocol> of(String word) {
        for (MailProtocol protocol :
                values()) { // no stream: the first lambda of a JVM takes milliseconds, which a check has not
            if (protocol.words.contains(word)) {
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
        return words.get(0);
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
        return traits.contains(Trait.NOTIFY_ONLY);
    }

    /** Whether the server greets, may change to TLS, and knows logins. */
    public boolean hasSession() {
        return !traits.contains(Trait.REQUESTS_ONLY);
    }

    /** Whether the client names itself, and hands in mail. */
    public boolean takesMail() {
        return traits.contains(Trait.TAKES_MAIL);
    }

    /** As it stands at the beginning of a status line. */
    public String label() {
        return name();
    }
}
