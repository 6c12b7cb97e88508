package org.hamail.mail.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One protocol's side of a conversation. Each step throws a {@link MailFault} when the server's answer ends the matter,
 * and a {@link org.hamail.net.NetFault} when the connection does.
 */
public interface MailClient {
    /** Reads the greeting; the line as received. */
    String greeting() throws IOException;

    /** Says hello and learns what the server can do. */
    void hello() throws IOException;

    /** Whether the server offered the change to TLS in its answer to the hello. */
    boolean offersTls();

    /** Asks for the change to TLS; afterwards the server waits for the handshake. */
    void startTls() throws IOException;

    /** Whether the server offers a login that the probe knows. */
    default boolean offersLogin() {
        return true;
    }

    void login(Login login) throws IOException;

    /** What is asked beyond that, where the protocol has something to ask. */
    void command() throws IOException;

    /** Whether a refusal that came after a long silence was the end of the connection. */
    default boolean isOver() throws IOException {
        return false;
    }

    /** Says goodbye; a refusal of it is no fault. */
    void quit() throws IOException;

    /** A conversation in which messages can be looked for. */
    interface Mailbox extends MailClient {
        /** The server's numbers of what may be {@code message}, the newest first. */
        List<String> find(ProbeMessage message) throws IOException;

        /** Reads the message with this number and deletes it, if it is {@code message}: whether it was. */
        boolean take(String number, ProbeMessage message) throws IOException;

        /** Deletes what earlier runs have left behind, but never {@code message}. */
        void sweep(ProbeMessage message) throws IOException;
    }

    /** What a server says it can do, as far as anybody can keep in mind. */
    final class Capabilities {
        private static final int MOST = 1000;

        private final Set<String> words = new HashSet<>();

        public void clear() {
            words.clear();
        }

        public void add(String word) {
            if (words.size() < MOST) {
                words.add(word.toUpperCase(Locale.ROOT));
            }
        }

        /** Each word of {@code list}, separated by spaces. */
        public void addAll(String list) {
            for (String word : list.split(" +")) {
                add(word);
            }
        }

        public boolean has(String word) {
            return words.contains(word);
        }

        boolean isEmpty() {
            return words.isEmpty();
        }
    }
}
