package org.hamail.directory;

import java.io.IOException;
import org.hamail.directory.LdapResult.LdapFault;
import org.hamail.directory.SearchRequest.Bind;
import org.hamail.net.Transcript;
import org.hamail.plugin.Cause;
import org.hamail.time.Deadline;

/** The steps of a conversation in LDAPv3, RFC 4511. */
final class LdapClient {
    private static final int BIND_REQUEST = 0x60;
    private static final int BIND_RESPONSE = 0x61;
    private static final int UNBIND_REQUEST = 0x42;
    private static final int SEARCH_REQUEST = 0x63;
    private static final int SEARCH_ENTRY = 0x64;
    private static final int SEARCH_DONE = 0x65;
    private static final int SEARCH_REFERENCE = 0x73;
    private static final int EXTENDED_REQUEST = 0x77;
    private static final int EXTENDED_RESPONSE = 0x78;
    private static final int SIMPLE = 0x80;
    private static final int REQUEST_NAME = 0x80;

    private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
    private static final String NO_ATTRIBUTES = "1.1";
    private static final int VERSION = 3;
    private static final int PROTOCOL_ERROR = 2;
    private static final int BASE_ONLY = 0;
    private static final int WHOLE_TREE = 2;

    private final LdapConnection messages;
    private final Transcript transcript;

    LdapClient(LdapConnection messages, Transcript transcript) {
        this.messages = messages;
        this.transcript = transcript;
    }

    /** Asks for the change to TLS (section 4.14); afterwards the directory waits for the handshake. */
    void startTls() throws IOException {
        transcript.client("StartTLS");
        messages.send(Ber.element(EXTENDED_REQUEST, Ber.text(REQUEST_NAME, START_TLS)));
        LdapResult answer = heard(messages.answer(EXTENDED_RESPONSE));
        if (answer.code() == PROTOCOL_ERROR) {
            throw new LdapFault(Cause.TLS, "the directory does not offer StartTLS: " + answer);
        }
        answer.orFault("StartTLS");
    }

    /** Logs in with name and password (section 4.2). */
    void bind(Bind bind) throws IOException {
        transcript.client("bind as " + bind.dn());
        messages.send(Ber.element(
                BIND_REQUEST,
                Ber.number(Ber.INTEGER, VERSION),
                Ber.text(Ber.OCTETS, bind.dn()),
                Ber.text(SIMPLE, bind.password())));
        heard(messages.answer(BIND_RESPONSE)).orFault("the bind");
    }

    /** Searches (section 4.5); the number of entries found, of which more than one is not asked for. */
    int search(SearchRequest question, Deadline deadline) throws IOException {
        String base = question.base().orElse("");
        transcript.client("search '" + base + "' for " + question.filter().orElse("the entry itself"));
        int seconds = deadline.remainingMillis() / 1000 + 1;
        messages.send(Ber.element(
                SEARCH_REQUEST,
                Ber.text(Ber.OCTETS, base),
                Ber.number(Ber.ENUMERATED, question.filter().isPresent() ? WHOLE_TREE : BASE_ONLY),
                Ber.number(Ber.ENUMERATED, 0), // aliases stay what they are
                Ber.number(Ber.INTEGER, 1),
                Ber.number(Ber.INTEGER, seconds),
                Ber.bool(Ber.BOOLEAN, true),
                question.encodedFilter(),
                Ber.element(Ber.SEQUENCE, Ber.text(Ber.OCTETS, NO_ATTRIBUTES))));
        return found();
    }

    private int found() throws IOException {
        for (int entries = 0; ; ) {
            BerReader message = messages.next();
            int tag = message.peek();
            if (tag == SEARCH_DONE) {
                LdapResult answer = heard(LdapResult.read(message.enter(SEARCH_DONE)));
                boolean more = answer.code() == ResultCode.SIZE_LIMIT_EXCEEDED && entries > 0;
                if (!more) {
                    answer.orFault("the search");
                }
                return entries;
            }
            if (tag == SEARCH_ENTRY) {
                transcript.server("entry " + message.enter(SEARCH_ENTRY).text(Ber.OCTETS));
                entries++;
            } else if (tag == SEARCH_REFERENCE) {
                transcript.server("reference to another directory");
            } else {
                throw LdapFault.garbled("something that is not a reply to a search");
            }
        }
    }

    /** Says goodbye (section 4.3), to which there is no reply. */
    void unbind() throws IOException {
        transcript.client("unbind");
        messages.send(Ber.element(UNBIND_REQUEST));
    }

    private LdapResult heard(LdapResult answer) {
        transcript.server(answer.toString());
        return answer;
    }
}
