package org.hamail.directory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes elements in the Basic Encoding Rules as LDAP uses them: definite lengths, tags of one byte (RFC 4511 section 5.1). */
final class Ber {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int ENUMERATED = 0x0a;
    static final int SEQUENCE = 0x30;

    private Ber() {}

    /** An element whose content is {@code parts}, one after the other. */
    static byte[] element(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        element.write(tag);
        length(element, content.size());
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    /** A number that is not negative. */
    static byte[] number(int tag, int value) {
        int bytes = 1;
        while (value >> (8 * bytes - 1) != 0) {
            bytes++;
        }
        var content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (value >> (8 * (bytes - 1 - i)));
        }
        return element(tag, content);
    }

    static byte[] bool(int tag, boolean value) {
        return element(tag, new byte[] {(byte) (value ? 0xff : 0)});
    }

    static byte[] text(int tag, String value) {
        return element(tag, value.getBytes(StandardCharsets.UTF_8));
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
        out.write(0x80 | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >> (8 * i));
        }
    }
}
