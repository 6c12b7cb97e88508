package org.hamail.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Bytes written as text in a script. */
final class Escapes {
    private Escapes() {}

    static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        int i = 0;
        while (i < raw.length) {
            byte b = raw[i++];
            if (b != '\\') {
                bytes.write(b);
                continue;
            }
            byte kind = raw[i++];
            switch (kind) {
                case 'r' -> bytes.write('\r');
                case 'n' -> bytes.write('\n');
                case 't' -> bytes.write('\t');
                case '0' -> bytes.write(0);
                case 'e' -> bytes.write(0x1b);
                case 'x' -> {
                    bytes.write(Integer.parseInt(new String(raw, i, 2, StandardCharsets.US_ASCII), 16));
                    i += 2;
                }
                default -> bytes.write(kind);
            }
        }
        return bytes.toByteArray();
    }

    static Pattern glob(String text) {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
    }
}
