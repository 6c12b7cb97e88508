package org.hamail.config;

import java.util.ArrayList;
import java.util.List;

/** What manual page and README say about the configuration file. */
final class ConfigurationManual {
    /**
     * The keys below one place.
     *
     * @param place in words
     * @param key the same as problems name it, in {@code test-fixtures/config/every-section.yaml}
     */
    record Part(String place, String key, List<Key> keys) {}

    /** A key; {@code usual} is what holds where it is missing, "needed" where it must not be. */
    record Key(String name, String usual, String meaning) {}

    private static final String TABLE = """
            = the outermost keys |
            state_dir | /var/lib/hamail | journals and switches, a folder for each logical host; belongs to the user of the event handler
            logical_hosts | needed | by name: the mail services that move between nodes; not needed beside `agent` or `profiles`
            profiles | none | by name: kinds of mail server besides the built-in ones
            agent | none | what hamail-agent does
            core | none | where hamail may read how things stand in the monitoring core; without it, only what is reported counts
            = a logical host, `logical_hosts.NAME` | logical_hosts.mail1
            address | needed | name or address that moves with the service; what is probed
            nodes | needed | the machines that may hold it
            server | netscape-4.1 | what kind of mail server it is
            engine | none | what restarts and moves it
            policy | the defaults below | when to act, and how far to go
            sanity | not asked | what the monitoring host must reach before it moves anything
            directories | none | the LDAP directories behind the service: `config` and `user_group`
            = a node, `nodes` | logical_hosts.mail1.nodes[0]
            name | needed | as the engine calls it
            transport | local | how its processes are seen: `local` or `ssh`
            login | the name | with `ssh`: USER@HOST, with a key that needs no password
            = `server` | logical_hosts.mail1.server
            profile | netscape-4.1 | netscape-4.1, oracle-messaging, dovecot-postfix, dovecot-exim, cyrus-postfix, courier-postfix, or one of `profiles`
            server_root | none | the installation, an absolute path; one for each logical host
            instance | none | its instance, a folder msg-NAME
            binaries | local | `local` or `shared` by the nodes: whether `hamail upgrade` can go node by node
            = `engine` of kind pacemaker | logical_hosts.mail1.engine
            kind | needed | pacemaker, command or none
            resource | needed | the group that is the logical host
            timeout | 5m | of each restart and move; at least as long as the store needs to recover
            = `engine` of kind command: lists of words, no shell; `{logical_host}` stands for the name | logical_hosts.mail2.engine
            kind | needed | command
            status | needed | prints `active=NODE state=running|stopped|moving|maintenance eligible=NODE,NODE`
            restart | needed | unless the mode is log-only; `{daemon}` is a role or `all`, `{from}` the node that holds the service
            move | needed | with mode failover; `{from}` and `{to}` are nodes
            stop | none | for `hamail off`
            start | none | for `hamail on`
            timeout | 5m | of each command; what takes longer is asked to end, 5 s later killed, and counts as indeterminate
            = `engine` of kind none: the profile's own commands restart | logical_hosts.mail3.engine
            kind | needed | none
            timeout | 5m | of each command
            = `policy` | logical_hosts.mail1.policy
            mode | failover | `failover`, `restart-only`, or `log-only`: decide and record, do nothing
            act_on | [absent, timeout] | causes that lead to action; blind, usage, internal, dns, unreachable, directory and timeout/resolve never do
            retry_count | 2 | restarts within retry_interval; the next failure fails over
            retry_interval | 1h | the window in which failures add up
            remote_failures | 2 | successive timeouts seen from elsewhere before a takeover
            restart_scope | the profile's | `instance`: all daemons together, or `daemon`
            settle | 2m | after a verified action nothing is judged for so long
            verify_successes | 2 | good probes of every daemon in a row before an action counts as done
            verify_timeout | 5m | how long to wait for them
            confirm_timeout | 30s | of each probe that the worker makes itself
            pingpong_interval | 1h | no second failover before, counted from the end of the first
            = `sanity` | logical_hosts.mail1.sanity
            reach | needed | HOST:PORT, one of which must answer
            = `directories` | logical_hosts.mail1.directories
            config | not asked | the configuration directory; never a reason to act or to hold
            user_group | not asked | users and groups; no failover while it does not answer
            = a directory | logical_hosts.mail1.directories.config
            host | needed | name or address
            port | 389, implicit 636 | where it listens
            tls | none | `none`, `starttls` or `implicit`
            base | the root entry | DN below which is asked
            timeout | 30s | of the whole question
            = a profile, `profiles.NAME` | profiles.ours
            daemons | needed | by role: smtpd, popd, imapd, mshttpd, stored; a role that is not listed is not enabled
            restart_scope | instance | `instance` or `daemon`
            start | none | words that start the service, where no engine does; may hold `{logical_host}` `{daemon}` `{server_root}` `{instance}`
            stop | none | words that stop it
            restart | none | words that restart it; without them stop, then start
            = a daemon of a profile | profiles.ours.daemons.imapd
            command | none | name or path of the program; at least one of command, arguments and pid_file
            arguments | any | regular expression, found in its command line
            user | any | whom it runs as
            pid_file | none | the file with its process id; may begin with `{server_root}/` and hold `{instance}`
            min | 1 | processes that must be there
            max | any | processes that may be there
            protocol | none | smtp, pop, imap or http, as the role has it, or for mshttpd and stored lmtp or sieve, which are notify only; without it only the process is looked at
            port | the protocol's | where it listens
            tls | none | `none`, `starttls` or `implicit`
            = `agent` | agent
            socket | /run/hamail/agent.sock | where the launchers ask first; only its user and group may
            spool | /var/lib/hamail/spool | where results wait while a sink is down; outlives kill -9
            reconcile_interval | 1m | how often it looks for faults that stand though nothing is reported any more
            sinks | none | where results go; each gets all of them, in order for each service, at least once
            checks | none | what runs when
            = a sink of kind nsca | agent.sinks[0]
            kind | needed | nsca
            host | needed | where the daemon is
            port | 5667 | where it listens
            encryption | none | none, xor, 3des, blowfish, rijndael-128, rijndael-192 or rijndael-256, as in nsca.cfg
            password_file | needed | unless encryption is none; a file that others cannot read
            max_output | 4095 | bytes of output that the daemon keeps: 4095, before nsca 2.9 511
            = a sink of kind icinga | agent.sinks[1]
            kind | needed | icinga
            url | needed | https://HOST:5665
            user | needed | an ApiUser with permission for actions/process-check-result
            password_file | needed | a file that others cannot read
            ca | Java's own | the authorities to trust, in PEM
            = a sink of kind nrdp | agent.sinks[2]
            kind | needed | nrdp
            url | needed | https://HOST/nrdp/
            token_file | needed | a file that others cannot read
            ca | Java's own | the authorities to trust, in PEM
            = a sink of kind command-file | agent.sinks[3]
            kind | needed | command-file
            path | needed | the command file of a core on this machine, e.g. /var/lib/nagios4/rw/nagios.cmd
            = a check, `checks` | agent.checks[0]
            host | needed | the host that the result is about, as the core calls it
            service | needed | the service, as the core calls it; not in parentheses, which Nagios forbids
            every | needed | from one start to the next
            run | needed | the words of the command line, the check's name first
            = `core` of kind nagios: Nagios or Naemon on this machine | core
            kind | needed | nagios
            status_file | needed | as in nagios.cfg, e.g. /var/lib/nagios4/status.dat
            = `core` of kind icinga: the API of Icinga 2 | core
            kind | needed | icinga
            url | needed | https://HOST:5665
            user | needed | an ApiUser with permission for objects/query/Service, objects/query/Host and status/query
            password_file | needed | a file that others cannot read
            ca | Java's own | the authorities to trust, in PEM
            """;

    private ConfigurationManual() {}

    static List<Part> parts() {
        var parts = new ArrayList<Part>();
        for (String line : TABLE.lines().toList()) {
            String[] cells = line.split(" \\|( |$)", 3);
            if (line.startsWith("= ")) {
                parts.add(new Part(cells[0].substring(2), cells[1], new ArrayList<>()));
            } else {
                parts.get(parts.size() - 1).keys().add(new Key(cells[0], cells[1], cells[2]));
            }
        }
        return parts;
    }

    /** Tables for the README. */
    static String tables() {
        var text = new StringBuilder();
        for (Part part : parts()) {
            text.append("**")
                    .append(sentence(part.place()))
                    .append("**\n\n| key | default | meaning |\n|---|---|---|\n");
            for (Key key : part.keys()) {
                text.append("| `")
                        .append(key.name())
                        .append("` | ")
                        .append(key.usual())
                        .append(" | ");
                text.append(key.meaning().replace("|", "\\|")).append(" |\n");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** The page for man(1), section 5. */
    static String page() {
        var page =
                new StringBuilder(".TH HAMAIL.YAML 5 \"\" hamail hamail\n.SH NAME\nhamail.yaml \\- the configuration of"
                        + " hamail\n.SH SYNOPSIS\n.I /etc/hamail/hamail.yaml\n.SH DESCRIPTION\n"
                        + "YAML. Another file is named by \\fB\\-\\-config\\fR or HAMAIL_CONFIG. Unknown keys, wrong values and what does"
                        + " not go together are reported all at once, with line and column; \\fBhamail validate\\fR only reads it."
                        + " Times are written 30s, 5m, 1h or 1d.\n");
        for (Part part : parts()) {
            page.append(".SH ").append(roff(sentence(part.place()))).append('\n');
            for (Key key : part.keys()) {
                page.append(".TP\n\\fB")
                        .append(roff(key.name()))
                        .append("\\fR (")
                        .append(roff(key.usual()));
                page.append(")\n").append(roff(key.meaning())).append('\n');
            }
        }
        return page + ".SH SEE ALSO\nhamail(8), hamail\\-agent(8), handle_mail_fault(8)\n";
    }

    private static String sentence(String words) {
        boolean plain = Character.isLetter(words.charAt(0));
        return plain ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : words;
    }

    private static String roff(String text) {
        return text.replace("`", "").replace("\\", "\\e").replace("-", "\\-").replaceFirst("^([.'])", "\\\\&$1");
    }
}
