package org.hamail.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.hamail.directory.LdapResult.LdapFault;
import org.hamail.net.NetworkException;

/**
 * Messages of LDAP on a stream. A reply, all its messages together, has a limit of bytes, and not one byte beyond a
 * message is read.
 */
final class LdapConnection {
    /** The most bytes of a reply. */
    static final int REPLY_LIMIT = 1 << 20;

    private static final int EXTENDED_RESPONSE = 0x78;

    private final InputStream in;
    private final OutputStream out;
    private int id;
    private long replyBytes;

    LdapConnection(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Sends a request; the next replies belong to it. */
    void send(byte[] request) throws IOException {
        id++;
        replyBytes = 0;
        out.write(Ber.element(Ber.SEQUENCE, Ber.number(Ber.INTEGER, id), request));
        out.flush();
    }

    /**
     * The next message to our request, from its operation on.
     *
     * @throws LdapFault when it is no LDAP, belongs to nothing we asked, or says that the directory gives up
     */
    BerReader next() throws IOException {
        BerReader message = new BerReader(content());
        int answered = message.number(Ber.INTEGER);
        if (answered == 0 && message.hasMore() && message.peek() == EXTENDED_RESPONSE) {
            throw LdapResult.read(message.enter(EXTENDED_RESPONSE)).fault("to go on");
        }
        if (answered != id) {
            throw LdapFault.garbled("a reply to request " + answered + ", asked was request " + id);
        }
        return message;
    }

    /** The reply to a request that has just one, with this tag. */
    LdapResult answer(int tag) throws IOException {
        return LdapResult.read(next().enter(tag));
    }

    private byte[] content() throws IOException {
        int tag = read();
        if (tag != Ber.SEQUENCE) {
            throw LdapFault.garbled("something that is not an LDAP message");
        }
        int length = length();
        if (length < 0 || replyBytes + length > REPLY_LIMIT) {
            throw LdapFault.garbled("a reply of more than " + REPLY_LIMIT + " bytes");
        }
        byte[] content = in.readNBytes(length); // grows with what really comes in
        replyBytes += length;
        if (content.length < length) {
            throw ended();
        }
        return content;
    }

    private int length() throws IOException {
        int first = read();
        if (first < 0x80) {
            return first;
        }
        int count = BerReader.lengthOctets(first);
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | read();
        }
        return length;
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw ended();
        }
        replyBytes++;
        return b;
    }

    private static NetworkException ended() {
        return new NetworkException(NetworkException.Kind.CLOSED, "the directory ended the connection");
    }
}
