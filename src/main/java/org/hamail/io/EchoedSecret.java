package org.hamail.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret as a server may send it back: each of its characters plain, as in a URL or a form (RFC 3986), in JSON (RFC 8259),
 * or in XML and HTML. Which characters a server escapes is its own choice, so each may stand in any of these ways.
 */
final class EchoedSecret {
    private static final Map<Integer, String> ENTITIES =
            Map.of((int) '&', "&amp;", (int) '<', "&lt;", (int) '>', "&gt;", (int) '"', "&quot;", (int) '\'', "&apos;");
    private static final String JSON_CONTROLS = "\b\t\n\f\r";
    private static final Pattern NUMBERED = Pattern.compile("&#(?:0*([0-9]{1,7})|[xX]0*([0-9a-fA-F]{1,6}));");

    /** A character of the secret and its forms but the numbered one of XML. */
    private record Letter(int code, List<String> forms) {}

    private final List<Letter> letters;

    /** Of {@code secret}, which is not empty. */
    EchoedSecret(String secret) {
        letters = secret.codePoints().mapToObj(c -> new Letter(c, forms(c))).toList();
    }

    /** {@code said} with {@code (secret)} wherever it stands. Needs no more stack for a long one. */
    String hiddenIn(String said) {
        var shown = new StringBuilder();
        int at = 0;
        while (at < said.length()) {
            int end = end(said, at);
            shown.append(end > at ? "(secret)" : said.substring(at, at + 1));
            at = Math.max(at + 1, end);
        }
        return shown.toString();
    }

    /** Where the longest form of it ends that begins at {@code begin}; {@code begin} where there is none. */
    private int end(String said, int begin) {
        var ends = new TreeSet<>(List.of(begin));
        for (Letter letter : letters) {
            var next = new TreeSet<Integer>();
            ends.forEach(at -> addEnds(letter, said, at, next));
            if (next.isEmpty()) {
                return begin;
            }
            ends = next;
        }
        return ends.last();
    }

    private static void addEnds(Letter letter, String said, int at, Set<Integer> ends) {
        letter.forms().stream()
                .filter(form -> said.regionMatches(form.length() > 2, at, form, 0, form.length()))
                .forEach(form -> ends.add(at + form.length()));
        Matcher numbered = NUMBERED.matcher(said).region(at, said.length());
        if (said.startsWith("&#", at) && numbered.lookingAt() && code(numbered) == letter.code()) {
            ends.add(numbered.end());
        }
    }

    private static int code(Matcher numbered) {
        return numbered.group(1) != null
                ? Integer.parseInt(numbered.group(1))
                : Integer.parseInt(numbered.group(2), 16);
    }

    /** Those of more than two characters are escapes, in upper or lower case. */
    private static List<String> forms(int c) {
        String plain = Character.toString(c);
        var forms = new ArrayList<String>(List.of(plain, percentEncoded(plain), unicodeEscapes(plain)));
        if (ENTITIES.containsKey(c)) {
            forms.add(ENTITIES.get(c));
        }
        if (c == ' ') {
            forms.add("+");
        }
        forms.addAll(backslashed(c));
        return forms;
    }

    private static List<String> backslashed(int c) {
        var forms = new ArrayList<String>();
        if (!Character.isLetterOrDigit(c)) {
            forms.add("\\" + Character.toString(c));
        }
        int control = JSON_CONTROLS.indexOf(c);
        if (control >= 0) {
            forms.add("\\" + "btnfr".charAt(control));
        }
        return forms;
    }

    private static String percentEncoded(String plain) {
        return HexFormat.of().withPrefix("%").formatHex(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String unicodeEscapes(String plain) {
        var text = new StringBuilder();
        plain.chars().forEach(unit -> text.append("\\u").append(HexFormat.of().toHexDigits((char) unit)));
        return text.toString();
    }
}
