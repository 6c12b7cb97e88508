package org.hamail.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The members of a journal's record as they stand: what is looked for here has nothing in it that would be escaped. */
final class RecordText {
    private RecordText() {}

    static String word(String record, String name) {
        String before = "\"" + name + "\":\"";
        int at = record.indexOf(before);
        int begin = at + before.length();
        return at < 0 ? "" : record.substring(begin, record.indexOf('"', begin));
    }

    static double uptime(String record) {
        int begin = record.indexOf("\"uptime\":") + 9;
        return Double.parseDouble(record.substring(begin, record.indexOf(',', begin)));
    }

    static long number(String record, String name) {
        String before = "\"" + name + "\":";
        int at = record.indexOf(before);
        int begin = at + before.length();
        return at < 0 ? -1 : Long.parseLong(record.substring(begin, record.indexOf(',', begin)));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
