package org.hamail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.StringJoiner;
import org.hamail.model.NearestWord;
import org.hamail.plugin.ServerText;
import org.jspecify.annotations.Nullable;

/**
 * Brings command-line words into the one form {@code --name} or {@code --name=value} that Commons CLI reads without
 * guessing. By itself it takes {@code -w -6:3} for two options, {@code -wt 9} for {@code w=t}, and strips quotes.
 */
public final class ArgumentNormalizer {
    private final List<OptionSpec> specs;
    private final @Nullable OptionSpec plain;

    public ArgumentNormalizer(List<OptionSpec> specs) {
        this(specs, null);
    }

    /** The first word that belongs to no option is the value of {@code plain}. */
    ArgumentNormalizer(List<OptionSpec> specs, @Nullable OptionSpec plain) {
        this.specs = specs;
        this.plain = plain;
    }

    public List<String> canonical(List<String> words) throws UsageException {
        var result = new ArrayList<String>();
        ListIterator<String> rest = words.listIterator();
        String bare = null;
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.startsWith("--") && word.length() > 2) {
                result.add(longOption(word, rest));
                furtherValues(result, rest);
            } else if (word.startsWith("-") && word.length() > 1 && !word.equals("--")) {
                shortOptions(word, rest, result);
            } else if (!word.equals("--") || rest.hasNext()) {
                String stray = word.equals("--") ? rest.next() : word;
                if (plain == null || bare != null || stray.isEmpty() || stray.startsWith("-")) {
                    throw new UsageException("unexpected argument '" + ServerText.of(stray, 80) + "'");
                }
                bare = stray;
            }
        }
        if (plain != null && bare != null) {
            add(plain, bare, result);
        }
        return result;
    }

    /** The same value may be given both ways, another one may not: which of the two is meant nobody knows. */
    private static void add(OptionSpec plain, String bare, List<String> result) throws UsageException {
        String spelling = "--" + plain.longName() + "=";
        for (String word : result) {
            if (word.startsWith(spelling) && !word.equals(spelling + bare)) {
                throw new UsageException("unexpected argument '" + ServerText.of(bare, 80) + "' beside " + spelling
                        + ServerText.of(word.substring(spelling.length()), 80));
            }
        }
        result.add(spelling + bare);
    }

    /** What a shell makes of {@code --against archives/*}: words behind a value of an option that takes several. */
    private void furtherValues(List<String> result, ListIterator<String> rest) throws UsageException {
        String option = result.get(result.size() - 1);
        String name = option.substring(2, option.contains("=") ? option.indexOf('=') : option.length());
        while (longSpec(name).takesSeveral() && rest.hasNext()) {
            String word = rest.next();
            if (word.startsWith("-")) {
                rest.previous();
                return;
            }
            result.add("--" + name + "=" + word);
        }
    }

    private String longOption(String word, ListIterator<String> rest) throws UsageException {
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        OptionSpec spec = longSpec(name);
        if (equals >= 0 && !spec.takesValue()) {
            throw new UsageException("option --" + spec.longName() + " takes no value");
        }
        return equals < 0 && spec.takesValue()
                ? join(spec, "--" + name, rest)
                : "--" + spec.longName() + (equals < 0 ? "" : word.substring(equals));
    }

    /** The option of that name, or the only one whose name begins so, as with getopt_long. */
    private OptionSpec longSpec(String name) throws UsageException {
        var candidates = new ArrayList<OptionSpec>();
        for (OptionSpec spec : specs) {
            if (spec.longName().equals(name)) {
                return spec;
            }
            if (spec.longName().startsWith(name)) {
                candidates.add(spec);
            }
        }
        if (candidates.isEmpty()) {
            var known = new ArrayList<String>();
            specs.forEach(spec -> known.add(spec.longName()));
            String meant = NearestWord.of(name, known)
                    .map(nearest -> " (did you mean --" + nearest + "?)")
                    .orElse("");
            throw unknown("--" + name, meant);
        }
        if (candidates.size() > 1) {
            throw new UsageException("option '--" + ServerText.of(name, 80) + "' may be " + names(candidates));
        }
        return candidates.get(0);
    }

    private static String names(List<OptionSpec> candidates) {
        var names = new StringJoiner(", ");
        for (OptionSpec candidate : candidates) {
            names.add("--" + candidate.longName());
        }
        return names.toString();
    }

    private void shortOptions(String word, ListIterator<String> rest, List<String> result) throws UsageException {
        for (OptionSpec spec : specs) {
            if (spec.oldSpellings().contains(word.substring(1))) {
                result.add(join(spec, word, rest));
                return;
            }
        }
        for (int i = 1; i < word.length(); i++) {
            OptionSpec spec = shortSpec(word.substring(i, i + 1));
            if (spec.takesValue()) {
                boolean attached = i + 1 < word.length();
                result.add(
                        attached
                                ? "--" + spec.longName() + "=" + word.substring(i + 1)
                                : join(spec, "-" + spec.shortName(), rest));
                return;
            }
            result.add("--" + spec.longName());
        }
    }

    private OptionSpec shortSpec(String letter) throws UsageException {
        for (OptionSpec spec : specs) {
            if (spec.shortName().equals(letter)) {
                return spec;
            }
        }
        throw unknown("-" + letter, "");
    }

    private static String join(OptionSpec spec, String spelling, ListIterator<String> rest) throws UsageException {
        if (spec.implied() != null && !isNumberNext(rest)) {
            return "--" + spec.longName() + "=" + spec.implied();
        }
        if (!rest.hasNext()) {
            throw new UsageException("option " + spelling + " needs a value");
        }
        return "--" + spec.longName() + "=" + rest.next();
    }

    private static boolean isNumberNext(ListIterator<String> rest) {
        if (!rest.hasNext()) {
            return false;
        }
        String word = rest.next();
        rest.previous();
        return !word.isEmpty() && word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }

    private static UsageException unknown(String spelling, String meant) {
        return new UsageException("unknown option '" + ServerText.of(spelling, 80) + "'" + meant);
    }
}
