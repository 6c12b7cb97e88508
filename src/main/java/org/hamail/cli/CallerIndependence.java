package org.hamail.cli;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Words that mean the same in every process: no file is named by a path that depends on the working folder, and nothing is
 * read from files that the environment names.
 */
public final class CallerIndependence {
    private static final String EXTRA_OPTIONS = "--extra-opts";
    private static final Pattern PATH = Pattern.compile("FILE.*|DIR.*|PATH");

    private final List<OptionSpec> options;

    public CallerIndependence(List<OptionSpec> options) {
        this.options = options;
    }

    public boolean are(List<String> words) {
        if (words.stream().anyMatch(word -> word.startsWith(EXTRA_OPTIONS))) {
            return false;
        }
        try {
            return new ArgumentNormalizer(options).canonical(words).stream().noneMatch(this::isRelativePath);
        } catch (UsageException e) {
            return true; // the answer says what is wrong with them
        }
    }

    private boolean isRelativePath(String word) {
        int equals = word.indexOf('=');
        if (!word.startsWith("--") || equals < 0) {
            return false;
        }
        String name = word.substring(2, equals);
        return options.stream()
                .filter(option -> option.longName().equals(name))
                .anyMatch(option -> option.argument() != null
                        && PATH.matcher(option.argument()).matches()
                        && !word.startsWith("/", equals + 1));
    }
}
