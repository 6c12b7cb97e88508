package org.hamail.recovery.engine;

import java.util.List;
import java.util.Map;

/**
 * The words of the program itself, without the programs before it that only run it: these may be gone while the program goes
 * on.
 */
final class ProgramWords {
    /** By program: its options that are followed by a value in a word of its own. */
    private static final Map<String, String> RUNNERS =
            Map.of("sudo", "CDghpRrTtUu", "doas", "Cu", "timeout", "ks", "env", "uC", "nice", "n", "setsid", "");

    private ProgramWords() {}

    /** {@code words} from the program on; all of them where nothing else runs it. */
    static List<String> of(List<String> words) {
        if (words.isEmpty()) {
            return words;
        }
        String name = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        String valued = RUNNERS.get(name);
        if (valued == null) {
            return words;
        }
        int next = afterOptions(words, valued) + (name.equals("timeout") ? 1 : 0);
        return next < words.size() ? of(words.subList(next, words.size())) : words;
    }

    private static int afterOptions(List<String> words, String valued) {
        int next = 1;
        while (next < words.size() && isOwn(words.get(next))) {
            String option = words.get(next++);
            if (option.equals("--")) {
                break;
            }
            next += takesNext(option, valued) ? 1 : 0;
        }
        return next;
    }

    /** An option, or a variable for the environment. */
    private static boolean isOwn(String word) {
        return (word.startsWith("-") && word.length() > 1) || word.matches("[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    private static boolean takesNext(String option, String valued) {
        return !option.startsWith("--")
                && option.length() > 1
                && valued.indexOf(option.charAt(option.length() - 1)) >= 0
                && option.substring(1, option.length() - 1).chars().noneMatch(letter -> valued.indexOf(letter) >= 0);
    }
}
