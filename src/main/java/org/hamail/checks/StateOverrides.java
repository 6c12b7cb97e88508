package org.hamail.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hamail.cli.Arguments;
import org.hamail.cli.Texts;
import org.hamail.cli.UsageException;
import org.hamail.model.NearestWord;
import org.hamail.plugin.Cause;
import org.hamail.plugin.Status;

/** The option {@code --on}: causes that are to be reported with another state. */
public final class StateOverrides {
    private static final List<String> CAUSES =
            Stream.of(Cause.values()).map(Cause::word).toList();

    private StateOverrides() {}

    public static Map<Cause, Status> of(Arguments arguments) throws UsageException {
        var overrides = new LinkedHashMap<Cause, Status>();
        for (String text : arguments.all("on")) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw new UsageException("--on: " + Texts.quoted(text) + " is not CAUSE=STATE");
            }
            overrides.put(cause(text.substring(0, equals)), state(text.substring(equals + 1)));
        }
        return overrides;
    }

    private static Cause cause(String word) throws UsageException {
        return Cause.of(word)
                .orElseThrow(() -> new UsageException(
                        "--on: " + Texts.quoted(word) + " is not a cause" + NearestWord.question(word, CAUSES)));
    }

    private static Status state(String word) throws UsageException {
        for (Status status : Status.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
                return status;
            }
        }
        throw new UsageException("--on: " + Texts.quoted(word) + " is not ok, warning, critical or unknown");
    }
}
