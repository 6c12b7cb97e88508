package org.hamail.recovery.journal;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A record by its hash, which depends on every record before it. Kept by somebody else, it proves all of them: none can be
 * changed, removed or computed anew without this hash becoming another one.
 *
 * @param hash of that record, 64 hexadecimal digits
 */
public record ChainHead(String logicalHost, long seq, String hash) {
    private static final Pattern WORDS = Pattern.compile("\\bjournal (\\S{1,255}) ([0-9]{1,18}) ([0-9a-f]{64})\\b");

    /** As check_mail_ha tells it, e.g. {@code journal mail1 12 9f86d0...}. */
    public String words() {
        return "journal " + logicalHost + " " + seq + " " + hash;
    }

    /** Those that stand in {@code text}, in their order. */
    public static List<ChainHead> in(String text) {
        if (!text.contains("journal ")) {
            return List.of();
        }
        return WORDS.matcher(text)
                .results()
                .map(found -> new ChainHead(found.group(1), Long.parseLong(found.group(2)), found.group(3)))
                .toList();
    }
}
