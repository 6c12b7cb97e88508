package org.hamail.manual;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a manual page has besides the options: examples, files, and where to read on. */
final class ManualAppendix {
    private static final String CONFIGURATION = "/etc/hamail/hamail.yaml";
    private static final List<String> PROGRAMS = List.of(
            "check_mail_daemon",
            "check_mail_directory",
            "check_mail_ha",
            "check_mail_protocol",
            "hamail",
            "hamail-agent",
            "hamail-bridge",
            "handle_mail_fault");
    private static final Map<String, List<String>> EXAMPLES = Map.of(
            "check_mail_daemon",
            List.of(
                    "check_mail_daemon -d smtpd,popd,imapd --profile dovecot-postfix",
                    "check_mail_daemon -C dovecot -u root -c 1:1"),
            "check_mail_protocol",
            List.of(
                    "check_mail_protocol -P imap -H mail1.example.org -w 10",
                    "check_mail_protocol -P smtp -H mail1.example.org --tls starttls --verify -D 21,7"),
            "check_mail_directory",
            List.of("check_mail_directory --role user-group -H ldap2.example.org -b o=example.org -w 5"),
            "check_mail_ha",
            List.of("check_mail_ha -l mail1"),
            "handle_mail_fault",
            List.of(
                    "handle_mail_fault -l mail1 -d imapd --check process --observer local --state CRITICAL --state-type HARD"
                            + " --attempt 3 --output 'DAEMON CRITICAL [absent]: imapd 0 processes' --host-state UP --downtime 0 --dry-run"),
            "hamail",
            List.of(
                    "hamail status --watch",
                    "hamail restart mail1 --reason 'new certificate'",
                    "hamail pause mail1 --for 30m --reason 'new disks'",
                    "hamail history mail1 --since 1d"),
            "hamail-agent",
            List.of("hamail-agent --config " + CONFIGURATION));

    private ManualAppendix() {}

    /** Whole command lines, each with the program's name first. */
    static List<String> examples(String program) {
        return EXAMPLES.getOrDefault(program, List.of());
    }

    /** Behind the options. */
    static String of(String program) {
        var page = new StringBuilder(".SH EXAMPLES\n.nf\n");
        examples(program)
                .forEach(line -> page.append(ProgramManual.Roff.escaped(line)).append('\n'));
        page.append(".fi\n.SH FILES\n.TP\n").append(CONFIGURATION).append("\nthe configuration, hamail.yaml(5)\n");
        if (List.of("hamail", "handle_mail_fault", "check_mail_ha").contains(program)) {
            page.append(".TP\n/var/lib/hamail/LOGICAL\\-HOST/journal.jsonl\nwhat was reported, decided and done\n");
            page.append(".TP\n/var/lib/hamail/LOGICAL\\-HOST/worker.log\nwhat a worker printed\n");
        }
        return page.append(".SH SEE ALSO\nhamail.yaml(5), ")
                .append(PROGRAMS.stream()
                        .filter(other -> !other.equals(program))
                        .map(other -> ProgramManual.Roff.escaped(other) + "(8)")
                        .collect(Collectors.joining(", ")))
                .append(".\nThe documents are in /usr/share/doc/hamail.\n")
                .toString();
    }
}
