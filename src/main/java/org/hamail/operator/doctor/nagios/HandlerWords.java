package org.hamail.operator.doctor.nagios;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the command of the event handler must tell of a report, and as which option. */
final class HandlerWords {
    private static final List<OptionMacro> ALL = List.of(
            new OptionMacro("--state", "$SERVICESTATE$"),
            new OptionMacro("--state-type", "$SERVICESTATETYPE$"),
            new OptionMacro("--attempt", "$SERVICEATTEMPT$"),
            new OptionMacro("--output", "$SERVICEOUTPUT$"),
            new OptionMacro("--host-state", "$HOSTSTATE$"),
            new OptionMacro("--downtime", "$SERVICEDOWNTIME$"),
            new OptionMacro("--downtime", "$HOSTDOWNTIME$"),
            new OptionMacro("--event-id", "$SERVICEEVENTID$"));
    private static final Set<String> OPTIONS =
            ALL.stream().map(OptionMacro::option).collect(Collectors.toSet());
    private static final int SHORTEST = 4;

    private HandlerWords() {}

    private record OptionMacro(String option, String macro) {
        boolean isIn(List<String> words) {
            return IntStream.range(0, words.size()).anyMatch(i -> isAt(i, words));
        }

        private boolean isAt(int i, List<String> words) {
            String word = words.get(i);
            int joined = word.indexOf('=');
            return joined > 0
                    ? isOption(word.substring(0, joined)) && word.contains(macro)
                    : i + 1 < words.size() && isOption(word) && words.get(i + 1).contains(macro);
        }

        /** The handler understands an option that is cut short. */
        private boolean isOption(String word) {
            return word.equals(option)
                    || (word.length() >= SHORTEST && option.startsWith(word) && !OPTIONS.contains(word));
        }
    }

    /** What is not among {@code words}, e.g. {@code --host-state $HOSTSTATE$}. */
    static List<String> missing(List<String> words) {
        return ALL.stream()
                .filter(told -> !told.isIn(words))
                .map(told -> told.option() + " " + told.macro())
                .toList();
    }
}
