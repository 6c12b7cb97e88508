package org.hamail.directory;

import java.nio.charset.StandardCharsets;
import org.hamail.directory.LdapResult.LdapFault;

/** Reads elements out of the content of another one, and never beyond its end. */
final class BerReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    BerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private BerReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    boolean hasMore() {
        return position < end;
    }

    /** The tag of the next element, which stays where it is. */
    int peek() throws LdapFault {
        need(1);
        return bytes[position] & 0xff;
    }

    /** The content of the next element, which must have this tag. */
    BerReader enter(int tag) throws LdapFault {
        if (peek() != tag) {
            throw LdapFault.garbled("an unexpected BER tag");
        }
        return next();
    }

    /** The content of the next element, whatever it is. */
    BerReader next() throws LdapFault {
        need(2);
        position++;
        int length = length();
        need(length);
        int start = position;
        position += length;
        return new BerReader(bytes, start, position);
    }

    /** A number of at most four bytes, as the whole content of the next element. */
    int number(int tag) throws LdapFault {
        BerReader content = enter(tag);
        int size = content.end - content.position;
        if (size < 1 || size > 4) {
            throw LdapFault.garbled("a number of " + size + " bytes");
        }
        int value = content.bytes[content.position];
        for (int i = 1; i < size; i++) {
            value = (value << 8) | (content.bytes[content.position + i] & 0xff);
        }
        return value;
    }

    String text(int tag) throws LdapFault {
        BerReader content = enter(tag);
        return new String(content.bytes, content.position, content.end - content.position, StandardCharsets.UTF_8);
    }

    private int length() throws LdapFault {
        int first = bytes[position++] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int count = lengthOctets(first);
        need(count);
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (bytes[position++] & 0xff);
        }
        return length;
    }

    /** How many octets of a long length follow behind its first one, ITU-T X.690 section 8.1.3.5. */
    static int lengthOctets(int first) throws LdapFault {
        int count = first & 0x7f;
        if (count < 1 || count > 4) {
            throw LdapFault.garbled("a length that LDAP does not allow");
        }
        return count;
    }

    private void need(int count) throws LdapFault {
        if (count < 0 || count > end - position) {
            throw LdapFault.garbled("a BER element longer than the one that contains it");
        }
    }
}
