package org.hamail.submit;

import java.text.Normalizer;
import java.util.Map;

/** Text reduced to ASCII so that people can still read it: NSCA carries nothing else. */
final class ReadableAscii {
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'Æ', "AE"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'Ø', "O"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'Œ', "OE"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'Ł', "L"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) '«', "\""),
            Map.entry((int) '»', "\""),
            Map.entry((int) '×', "x"),
            Map.entry((int) '€', "EUR"));

    private ReadableAscii() {}

    static String of(String text) {
        var kept = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().forEach(c -> kept.append(letter(c)));
        return kept.toString();
    }

    private static String letter(int c) {
        if (c >= ' ' && c < 0x7f) {
            return Character.toString(c);
        }
        return LETTERS.getOrDefault(c, byType(c));
    }

    private static String byType(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> "";
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.CONTROL -> " ";
            case Character.DASH_PUNCTUATION -> "-";
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> "'";
            default -> c == 0x201a || c == 0x201e ? "'" : "?";
        };
    }
}
