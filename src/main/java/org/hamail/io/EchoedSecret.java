package org.hamail.io;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A secret as a server may send it back: each of its characters plain, as in a URL or a form (RFC 3986), in JSON (RFC 8259),
 * or in XML and HTML. Which characters a server escapes is its own choice, so each may stand in any of these ways.
 */
final class EchoedSecret {
    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "amp", (int) '<', "lt", (int) '>', "gt", (int) '"', "quot", (int) '\'', "apos");

    private EchoedSecret() {}

    /** Finds {@code secret}, which is not empty. */
    static Pattern pattern(String secret) {
        var pattern = new StringBuilder();
        secret.codePoints().forEach(c -> pattern.append("(?:").append(forms(c)).append(')'));
        return Pattern.compile(pattern.toString());
    }

    private static String forms(int c) {
        String plain = Character.toString(c);
        var forms = new StringBuilder(Pattern.quote(plain))
                .append("|(?i:")
                .append(percentEncoded(plain))
                .append(')')
                .append("|(?i:")
                .append(unicodeEscapes(plain))
                .append(')')
                .append("|&#0*")
                .append(c)
                .append(';')
                .append("|(?i:&#x0*")
                .append(Integer.toHexString(c))
                .append(";)");
        if (c == ' ') {
            forms.append("|\\+");
        }
        if (!Character.isLetterOrDigit(c)) {
            forms.append("|\\\\").append(Pattern.quote(plain));
        }
        String entity = ENTITIES.get(c);
        return entity == null ? forms.toString() : forms + "|&" + entity + ";";
    }

    private static String percentEncoded(String plain) {
        return HexFormat.of().withPrefix("%").formatHex(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String unicodeEscapes(String plain) {
        var text = new StringBuilder();
        plain.chars().forEach(unit -> text.append("\\\\u").append(HexFormat.of().toHexDigits((char) unit)));
        return text.toString();
    }
}
