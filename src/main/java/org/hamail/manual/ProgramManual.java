package org.hamail.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.checks.DaemonCommand;
import org.hamail.checks.DirectoryCommand;
import org.hamail.checks.HaCommand;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.cli.OptionSpec;
import org.hamail.program.FaultOptions;
import org.hamail.program.Hamail;
import org.hamail.program.HamailAgent;
import org.hamail.program.HandleMailFault;

/** What manual page and tables say about a program, made from the definitions of its options. */
public record ProgramManual(String name, String purpose, List<ManualPart> parts, String exits) {
    /** Options under a heading; the heading of the only part is empty. */
    public record ManualPart(String heading, String purpose, List<OptionSpec> options) {}

    private static final String CHECK =
            "0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; also 3 for help, version and wrong usage.";

    /** Of every program. */
    public static List<ProgramManual> all() {
        var manuals = new ArrayList<ProgramManual>();
        for (CheckCommand command :
                List.of(new DaemonCommand(), new MailProtocolCommand(), new DirectoryCommand(), new HaCommand())) {
            List<OptionSpec> options = new CheckProgram(command).options();
            manuals.add(new ProgramManual(
                    command.name(), command.purpose(), List.of(new ManualPart("", "", options)), CHECK));
        }
        manuals.add(new ProgramManual(
                HandleMailFault.NAME,
                HandleMailFault.PURPOSE,
                List.of(new ManualPart("", "", FaultOptions.SPECS)),
                "0 recorded, whatever was decided; 2 it could not be recorded; 3 wrong usage or configuration."));
        manuals.add(
                new ProgramManual(
                        Hamail.NAME,
                        Hamail.PURPOSE,
                        Hamail.verbs().stream()
                                .map(verb -> new ManualPart(verb.name(), verb.purpose(), verb.allOptions()))
                                .toList(),
                        "0 done, 1 refused, 2 failed, 3 wrong usage or configuration; hamail help and hamail VERB --help 0,"
                                + " hamail --help and hamail --version 3; 130 for status --watch and history --follow when interrupted."));
        manuals.add(new ProgramManual(
                HamailAgent.NAME,
                HamailAgent.PURPOSE,
                List.of(new ManualPart("", "", HamailAgent.OPTIONS)),
                "0 stopped by a signal, 3 wrong usage or configuration."));
        return manuals;
    }

    /** The page for man(1), section 8. */
    public String page() {
        var page = new StringBuilder();
        page.append(".TH ").append(Roff.escaped(name.toUpperCase(Locale.ROOT))).append(" 8 \"\" hamail hamail\n");
        page.append(".SH NAME\n")
                .append(Roff.escaped(name))
                .append(" \\- ")
                .append(Roff.escaped(inShort()))
                .append('\n');
        page.append(".SH SYNOPSIS\n.B ").append(Roff.escaped(name)).append('\n');
        page.append(parts.size() > 1 ? ".I VERB\n[LOGICAL-HOST] [OPTION]...\n" : "[OPTION]...\n");
        if (!inShort().equals(withoutStop(purpose))) {
            page.append(".SH DESCRIPTION\n").append(Roff.escaped(purpose)).append('\n');
        }
        List<OptionSpec> common = common();
        for (ManualPart part : parts) {
            page.append(
                    part.heading().isEmpty()
                            ? ".SH OPTIONS\n"
                            : ".SH " + part.heading().toUpperCase(Locale.ROOT) + "\n");
            page.append(part.purpose().isEmpty() ? "" : Roff.escaped(part.purpose()) + "\n");
            part.options().stream().filter(option -> !common.contains(option)).forEach(option -> put(option, page));
        }
        if (!common.isEmpty()) {
            page.append(".SH OPTIONS OF EVERY VERB\n");
            common.forEach(option -> put(option, page));
        }
        page.append(".SH EXIT STATUS\n").append(Roff.escaped(exits)).append('\n');
        return page.append(ManualAppendix.of(name)).toString();
    }

    private static void put(OptionSpec option, StringBuilder page) {
        page.append(".TP\n\\fB").append(Roff.escaped(option.spelling())).append("\\fR\n");
        page.append(Roff.escaped(option.help())).append('\n');
    }

    /** The first part of the first sentence, for whatis(1). */
    private String inShort() {
        String sentence = withoutStop(purpose.split("\\. ", 2)[0]);
        int clause = sentence.indexOf(", ");
        return purpose.contains(". ") && clause > 0 ? sentence.substring(0, clause) : sentence;
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** What several verbs all have: told once. */
    private List<OptionSpec> common() {
        return parts.size() < 2
                ? List.of()
                : parts.get(0).options().stream()
                        .filter(option ->
                                parts.stream().allMatch(part -> part.options().contains(option)))
                        .toList();
    }

    /** Tables in Markdown. */
    public String tables() {
        return "### " + name + "\n\n" + purpose + "\n\n"
                + parts.stream().map(ProgramManual::table).collect(Collectors.joining());
    }

    private static String table(ManualPart part) {
        String title = part.heading().isEmpty() ? "" : "`" + part.heading() + "`: " + part.purpose() + "\n\n";
        String rows = part.options().stream()
                .map(option -> "| `" + option.spelling() + "` | " + option.help() + " |\n")
                .collect(Collectors.joining());
        return title + "| option | meaning |\n|---|---|\n" + rows + "\n";
    }

    /** Text as man(7) wants it. */
    static final class Roff {
        private Roff() {}

        static String escaped(String text) {
            String safe = text.replace("\\", "\\e").replace("-", "\\-");
            return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
        }
    }
}
