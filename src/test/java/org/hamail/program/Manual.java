package org.hamail.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hamail.checks.CheckCommand;
import org.hamail.checks.CheckProgram;
import org.hamail.checks.DaemonCommand;
import org.hamail.checks.DirectoryCommand;
import org.hamail.checks.MailProtocolCommand;
import org.hamail.cli.OptionSpec;
import org.hamail.operator.HaCommand;

/** What manual page and README say about a program, made from the definitions of its options. */
record Manual(String name, String purpose, List<Part> parts, String exits) {
    /** Options under a heading; the heading of the only part is empty. */
    record Part(String heading, String purpose, List<OptionSpec> options) {}

    private static final String CHECK =
            "0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN; also 3 for help, version and wrong usage.";

    static List<Manual> all() {
        var manuals = new ArrayList<Manual>();
        for (CheckCommand command :
                List.of(new DaemonCommand(), new MailProtocolCommand(), new DirectoryCommand(), new HaCommand())) {
            List<OptionSpec> options = new CheckProgram(command).options();
            manuals.add(new Manual(command.name(), command.purpose(), List.of(new Part("", "", options)), CHECK));
        }
        manuals.add(new Manual(
                HandleMailFault.NAME,
                HandleMailFault.PURPOSE,
                List.of(new Part("", "", FaultOptions.SPECS)),
                "0 recorded, whatever was decided; 2 it could not be recorded; 3 wrong usage or configuration."));
        manuals.add(new Manual(
                Hamail.NAME,
                Hamail.PURPOSE,
                Hamail.verbs().stream()
                        .map(verb -> new Part(verb.name(), verb.purpose(), verb.allOptions()))
                        .toList(),
                "0 done, 1 refused, 2 failed, 3 wrong usage or configuration."));
        manuals.add(new Manual(
                HamailAgent.NAME,
                HamailAgent.PURPOSE,
                List.of(new Part("", "", HamailAgent.OPTIONS)),
                "0 stopped by a signal, 3 wrong usage or configuration."));
        return manuals;
    }

    /** The page for man(1), section 8. */
    String page() {
        var page = new StringBuilder();
        page.append(".TH ").append(roff(name.toUpperCase(Locale.ROOT))).append(" 8 \"\" hamail hamail\n");
        page.append(".SH NAME\n")
                .append(roff(name))
                .append(" \\- ")
                .append(roff(purpose))
                .append('\n');
        page.append(".SH SYNOPSIS\n.B ").append(roff(name)).append('\n');
        page.append(parts.size() > 1 ? ".I VERB\n[OPTION]...\n" : "[OPTION]...\n");
        for (Part part : parts) {
            page.append(
                    part.heading().isEmpty()
                            ? ".SH OPTIONS\n"
                            : ".SH " + part.heading().toUpperCase(Locale.ROOT) + "\n");
            page.append(part.purpose().isEmpty() ? "" : roff(part.purpose()) + "\n");
            for (OptionSpec option : part.options()) {
                page.append(".TP\n\\fB").append(roff(option.spelling())).append("\\fR\n");
                page.append(roff(option.help())).append('\n');
            }
        }
        page.append(".SH EXIT STATUS\n").append(roff(exits)).append('\n');
        return page.toString();
    }

    /** Tables for the README. */
    String tables() {
        return "### " + name + "\n\n" + purpose + "\n\n"
                + parts.stream().map(Manual::table).collect(Collectors.joining());
    }

    private static String table(Part part) {
        String title = part.heading().isEmpty() ? "" : "`" + part.heading() + "`: " + part.purpose() + "\n\n";
        String rows = part.options().stream()
                .map(option -> "| `" + option.spelling() + "` | " + option.help() + " |\n")
                .collect(Collectors.joining());
        return title + "| option | meaning |\n|---|---|\n" + rows + "\n";
    }

    private static String roff(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
