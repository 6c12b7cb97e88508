package org.hamail.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.model.CheckKind;
import org.hamail.model.Observer;
import org.hamail.model.Role;
import org.hamail.plugin.Bracket;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.event.Notification;

/** The options of {@code handle_mail_fault}: the words of a monitoring core, taken as they come. */
public final class FaultOptions {
    public static final List<OptionSpec> SPECS = List.of(
            OptionSpec.required("l", "logical-host", "NAME", "the logical host, as in the configuration"),
            OptionSpec.required("d", "daemon", "ROLE", "smtpd, popd, imapd, mshttpd or stored"),
            OptionSpec.required("", "check", "KIND", "process or protocol"),
            OptionSpec.required("", "observer", "WHERE", "local or remote"),
            OptionSpec.required("", "state", "STATE", "$SERVICESTATE$"),
            OptionSpec.required("", "state-type", "TYPE", "$SERVICESTATETYPE$"),
            OptionSpec.required("", "attempt", "N", "$SERVICEATTEMPT$"),
            OptionSpec.value("", "max-attempts", "N", "$MAXSERVICEATTEMPTS$"),
            OptionSpec.required("", "output", "TEXT", "$SERVICEOUTPUT$: the bracket in it is the cause"),
            OptionSpec.required("", "host-state", "STATE", "$HOSTSTATE$: anything but UP closes a gate"),
            OptionSpec.required("", "downtime", "N", "$SERVICEDOWNTIME$ or $HOSTDOWNTIME$; repeatable, 0 is none"),
            OptionSpec.value("", "event-id", "ID", "$SERVICEEVENTID$, where there is one"),
            OptionSpec.value("", "node", "NODE", "the node that the report is about, when the observer knows it"),
            OptionSpec.value("", "config", "FILE", "configuration (HAMAIL_CONFIG, /etc/hamail/hamail.yaml)"),
            OptionSpec.flag("", "dry-run", "say what would be decided, record and do nothing"),
            OptionSpec.flag("h", "help", "print this help (exit 3)"),
            OptionSpec.flag("V", "version", "print the version (exit 3)"));

    /** What Nagios keeps of an output, in characters. */
    private static final int OUTPUT_LIMIT = 8192;

    private static final int WORD_LIMIT = 1024;

    private FaultOptions() {}

    static Notification notification(Arguments arguments) throws UsageException {
        demandAll(arguments);
        String output = word(arguments, "output", OUTPUT_LIMIT);
        arguments.text("max-attempts"); // accepted: state type and attempt are no evidence
        Optional<Bracket> bracket = Bracket.in(output);
        return new Notification(
                known("daemon", arguments, Role.of(arguments.required("daemon")), Role.values(), Role::word),
                known(
                        "check",
                        arguments,
                        CheckKind.of(arguments.required("check")),
                        CheckKind.values(),
                        CheckKind::word),
                known(
                        "observer",
                        arguments,
                        Observer.of(arguments.required("observer")),
                        Observer.values(),
                        Observer::word),
                word(arguments, "state", WORD_LIMIT),
                word(arguments, "state-type", WORD_LIMIT),
                word(arguments, "attempt", WORD_LIMIT),
                bracket.map(Bracket::cause),
                bracket.flatMap(Bracket::phase),
                output,
                word(arguments, "host-state", WORD_LIMIT),
                downtime(arguments),
                expanded(arguments, "event-id"),
                node(arguments));
    }

    /** All that are missing at once: each look at a command definition costs a reload of the core. */
    private static void demandAll(Arguments arguments) throws UsageException {
        List<String> missing = SPECS.stream()
                .filter(spec -> spec.required() && !arguments.has(spec.longName()))
                .map(spec -> "--" + spec.longName())
                .toList();
        if (missing.size() > 1) {
            throw new UsageException("options " + String.join(", ", missing) + " are missing");
        }
    }

    /** What makes no sense, with the option that said it: it is recorded, and is no evidence. Empty where all does. */
    static String senseless(Notification said) {
        var wrong = new ArrayList<String>();
        wrong(wrong, "state", said.state(), "OK|WARNING|CRITICAL|UNKNOWN", "none of OK, WARNING, CRITICAL, UNKNOWN");
        wrong(wrong, "state-type", said.stateType(), "SOFT|HARD", "neither SOFT nor HARD");
        wrong(wrong, "attempt", said.attempt(), "[0-9]{1,9}", "no number");
        return String.join(", ", wrong);
    }

    private static void wrong(List<String> wrong, String name, String value, String sense, String what) {
        if (!value.matches(sense)) {
            wrong.add("--" + name + " '" + ServerText.of(value, 80) + "' is " + what);
        }
    }

    private static <T> T known(String name, Arguments arguments, Optional<T> value, T[] all, Function<T, String> word)
            throws UsageException {
        return value.orElseThrow(() -> new UsageException("--" + name + ": '"
                + ServerText.of(arguments.text(name).orElse(""), 80) + "' is not one of "
                + Stream.of(all).map(word).collect(Collectors.joining(", "))));
    }

    /** Any text, the empty one included: only an option that is not there at all is a mistake in the command definition. */
    private static String word(Arguments arguments, String name, int limit) throws UsageException {
        String value = arguments.text(name).orElseThrow(() -> new UsageException("option --" + name + " is missing"));
        return value.length() <= limit ? value : value.substring(0, limit);
    }

    /** The downtime of the service and of the host: 0 only when every one of them is. */
    private static String downtime(Arguments arguments) throws UsageException {
        String last = word(arguments, "downtime", WORD_LIMIT);
        return arguments.all("downtime").stream()
                .filter(value -> !value.equals("0"))
                .findFirst()
                .map(value -> ServerText.cut(value, WORD_LIMIT))
                .orElse(last);
    }

    /** Not given at all, it blames nobody; given and empty or not expanded, it blames a node that nobody knows. */
    private static Optional<String> node(Arguments arguments) {
        return arguments.text("node").map(value -> ServerText.cut(value, WORD_LIMIT));
    }

    /** Empty for an empty value and for a macro that the core has left as it stands. */
    private static Optional<String> expanded(Arguments arguments, String name) {
        return arguments
                .text(name)
                .filter(value -> !value.isBlank() && !(value.startsWith("$") && value.endsWith("$")))
                .map(value -> ServerText.cut(value, WORD_LIMIT));
    }
}
