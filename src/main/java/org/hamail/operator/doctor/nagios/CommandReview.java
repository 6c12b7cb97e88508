package org.hamail.operator.doctor.nagios;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hamail.io.ExecutableFile;
import org.hamail.operator.doctor.finding.FindingKind;
import org.hamail.operator.doctor.finding.Findings;

/** Judges the commands that services call, each once. */
final class CommandReview {
    private static final String HANDLER = "handle_mail_fault";
    private static final int WAY_THERE = 690;

    private final Findings findings;
    private final IdentityHashMap<CommandCall, List<CommandFact>> handlers = new IdentityHashMap<>();
    private final IdentityHashMap<CommandCall, List<CommandFact>> checks = new IdentityHashMap<>();

    CommandReview(Findings findings) {
        this.findings = findings;
    }

    private record CommandFact(FindingKind kind, String place, String what, String change) {
        CommandFact(FindingKind kind, CommandCall call, String what) {
            this(kind, call.place(), what, kind.change());
        }
    }

    void judge(WatchedService service, Optional<CommandCall> handler, Optional<CommandCall> check) {
        var facts = new ArrayList<CommandFact>();
        handler.ifPresent(call -> facts.addAll(handlers.computeIfAbsent(call, CommandReview::handler)));
        if (service.isProtocol() && check.isPresent()) {
            facts.addAll(checks.computeIfAbsent(check.get(), CommandReview::wayThere));
        }
        facts.forEach(fact -> findings.add(fact.kind(), fact.place(), fact.what(), fact.change(), service.count()));
    }

    private static List<CommandFact> handler(CommandCall call) {
        if (call.line().isEmpty()) {
            String what = "the command '" + call.name() + "' of the event handler is not defined";
            return List.of(new CommandFact(FindingKind.NAGIOS_HANDLER_MISSING, call, what));
        }
        return Stream.concat(program(call).stream(), macros(call).stream()).toList();
    }

    private static Optional<CommandFact> program(CommandCall call) {
        return call.words().stream()
                .filter(word -> isProgram(call, word) && !word.contains("$") && !ExecutableFile.exists(word))
                .findFirst()
                .map(word ->
                        new CommandFact(FindingKind.NAGIOS_HANDLER_MISSING, call, word + " is not an executable file"));
    }

    private static boolean isProgram(CommandCall call, String word) {
        return word.equals(call.words().get(0)) || word.endsWith("/" + HANDLER);
    }

    /** Of a command of their own nobody knows where it takes these values from. */
    private static Optional<CommandFact> macros(CommandCall call) {
        if (!call.names(HANDLER) && call.option("--state-type", "--state-type").isEmpty()) {
            return Optional.empty();
        }
        List<String> missing = HandlerWords.missing(call.words());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new CommandFact(
                        FindingKind.NAGIOS_MACROS_MISSING,
                        call,
                        "the command of the event handler does not pass " + String.join(", ", missing)));
    }

    /** The time limit of what runs a probe elsewhere. */
    private static List<CommandFact> wayThere(CommandCall call) {
        var facts = new ArrayList<CommandFact>();
        for (String program : List.of("check_nrpe", "check_by_ssh")) {
            String limit = call.option("-t", "--timeout").orElse("10");
            if (call.names(program) && seconds(limit) < WAY_THERE) {
                String what = "the time limit of " + program + " is " + limit + " s";
                facts.add(new CommandFact(
                        FindingKind.NAGIOS_SERVICE_CHECK_TIMEOUT, call.place(), what, "call it with -t 690"));
            }
        }
        return facts;
    }

    /** check_nrpe takes a state behind a colon. */
    private static double seconds(String limit) {
        try {
            return Double.parseDouble(limit.split(":", 2)[0]);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
