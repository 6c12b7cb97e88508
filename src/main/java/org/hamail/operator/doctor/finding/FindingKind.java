package org.hamail.operator.doctor.finding;

import static org.hamail.operator.doctor.finding.FindingKind.Severity.ERROR;
import static org.hamail.operator.doctor.finding.FindingKind.Severity.NOTE;
import static org.hamail.operator.doctor.finding.FindingKind.Severity.WARNING;

import java.util.Locale;

/** The kinds of finding, with what comes of each and what to do about it. Their names are fixed: scripts compare them. */
public enum FindingKind {
    UNREADABLE(ERROR, "what it says is not judged", "make it readable and right for the user of the event handler"),
    NAGIOS_SERVICE_CHECK_TIMEOUT(
            ERROR,
            "a probe waits 660 s before it says timeout; it is killed before, and its cause is lost",
            "set service_check_timeout=720 (limits.conf), or run hamail-bridge"),
    NAGIOS_TIMEOUT_STATE(
            ERROR,
            "a check that was killed has seen nothing, and must not look like a fault of the server",
            "set service_check_timeout_state=u"),
    NAGIOS_EVENT_HANDLER_TIMEOUT(
            ERROR,
            "when many services report at once, each handler waits its turn, and a killed one has recorded nothing",
            "set event_handler_timeout=30"),
    NAGIOS_HANDLERS_OFF(
            ERROR, "no fault is reported to hamail", "set enable_event_handlers=1 and event_handler_enabled 1"),
    NAGIOS_NO_HANDLER(ERROR, "its faults are not reported to hamail", "add event_handler handle_mail_fault"),
    NAGIOS_HANDLER_MISSING(
            ERROR, "no fault is reported to hamail", "name the installed program in the command of the event handler"),
    NAGIOS_MACROS_MISSING(
            ERROR,
            "a report without it is refused or no evidence, its gate stays closed, or a repeated one counts twice",
            "take the command handle_mail_fault of commands.cfg as it is"),
    NAGIOS_FRESHNESS(
            WARNING,
            "a probe that waits its full time limit looks stale, and the check runs twice",
            "set freshness_threshold to the interval + 660 s or more, such as 900"),
    NAGIOS_ATTEMPTS(
            WARNING,
            "one report is all that the handler gets, and a single timeout is no reason to act",
            "set max_check_attempts 3"),
    NAGIOS_PROTOCOL_ON_NOTIFY_ONLY(
            ERROR, "a protocol check of this role never leads to action", "set event_handler_enabled 0 there"),
    NAGIOS_PLUGIN_MACRO(
            ERROR,
            "other commands look there for the stock plugins, and fail",
            "leave $USER1$ as it was, and link the launchers into that folder"),
    NAGIOS_NO_LOCAL_CHECK(
            WARNING,
            "only a check on the node can see that a daemon is absent; remote checks alone never restart it",
            "add the process and protocol checks of the node (_OBSERVER local)"),
    NAGIOS_UNKNOWN_LOGICAL_HOST(
            ERROR,
            "the event handler refuses its reports",
            "name the logical host in hamail.yaml, or the right one in _LOGICAL_HOST"),
    ICINGA_TIMEOUT(
            ERROR,
            "a probe waits 660 s before it says timeout; it is ended before, and its cause is lost",
            "set timeout = 12m on the CheckCommand"),
    ICINGA_TIMEOUT_ON_SERVICE(
            ERROR,
            "before Icinga 2.15 a time limit of the service lets a check that runs on an agent start twice",
            "remove check_timeout there and set timeout = 12m on the CheckCommand"),
    ICINGA_SELF_ENDPOINT(
            ERROR,
            "Icinga skips an event command whose command_endpoint is the node itself",
            "remove command_endpoint there"),
    ICINGA_NO_EVENT_COMMAND(
            ERROR,
            "its faults are not reported to hamail",
            "set event_command = \"hamail-handle-fault\" and enable_event_handler = true"),
    ICINGA_MACROS_MISSING(
            ERROR,
            "a report without it is refused or no evidence, or its gate stays closed",
            "take the EventCommand hamail-handle-fault of hamail-recovery.conf as it is"),
    ICINGA_FRESHNESS(
            WARNING,
            "a probe that waits its full time limit looks stale, or a silent agent is never noticed",
            "leave active checks on and set check_interval to the agent's interval + 660 s or more, such as 15m"),
    POLICY_WINDOW(
            WARNING,
            "two timeouts never add up within it",
            "set retry_interval to two times the interval + 660 s or more"),
    TWO_RESTARTERS(
            ERROR, "two restarters of one daemon work against each other", "leave the restart to one of them: hamail"),
    ENGINE_SILENT(
            ERROR, "nothing can be restarted or moved while it does not answer", "try its status command by hand"),
    ENGINE_COMMAND(ERROR, "the action will fail when it is needed", "make it executable for this user"),
    CLUSTER_NO_FENCING(
            ERROR,
            "a node that cannot be fenced keeps its resources, and the cluster holds the service or runs it twice",
            "configure a fencing device and stonith-enabled=true"),
    CLUSTER_LEFTOVER_CONSTRAINT(
            ERROR, "hamail moves nothing against it", "crm_resource --clear --resource GROUP, when it is not meant"),
    CLUSTER_MIGRATION_THRESHOLD(
            WARNING,
            "the cluster moves the group before hamail has used its restarts",
            "set migration-threshold above retry_count"),
    CLUSTER_STICKINESS(
            WARNING,
            "the cluster moves the group back by itself after a failover",
            "set resource-stickiness above the highest location score of the group"),
    CLOCK_SKEW(
            WARNING,
            "records and logs of the machines cannot be compared, and lifetimes in the cluster end early or late",
            "run chrony or systemd-timesyncd on all machines"),
    TRANSPORT(
            ERROR,
            "the node cannot be asked: its checks and commands fail",
            "put its host key in known_hosts and the key of the event handler's user in authorized_keys, and let the login"
                    + " shell print nothing"),
    PROCESS_CHECK_BLIND(
            ERROR, "an absent daemon is not seen", "give the user of the check the right to read what it needs"),
    NOT_SERVED(ERROR, "the service does not answer hamail's own probe now", "look at the server, or at the profile"),
    DIRECTORY_DOWN(
            ERROR, "no failover while it does not answer", "look at directories.user_group, or at the directory"),
    SANITY_UNREACHABLE(
            ERROR,
            "no failover while this machine reaches none of sanity.reach",
            "look at the network of this machine"),
    STATE_OWNER(
            ERROR,
            "the event handler cannot record, and so nothing is acted on",
            "chown -R the state directory to the user of the event handler"),
    FILE_MODE(
            WARNING,
            "others can read the secret; it is refused in the agent and for Icinga's API, and a check notes it only with -v",
            "chmod o-r"),
    FILE_MISSING(ERROR, "what needs it does not work", "create it, or correct its name"),
    AGENT_DOWN(
            WARNING,
            "its checks do not run, and every check starts a Java of its own",
            "systemctl enable --now hamail-agent"),
    BRIDGE_UNKNOWN(
            WARNING,
            "the core starts a process for each check, under its own time limits",
            "systemctl restart hamail-bridge and look at its journal"),
    JAVA_VERSION(NOTE, "the programs need Java 17 or newer", "install a newer Java"),
    JOURNAL_BROKEN(
            ERROR,
            "nothing is acted on while the chain is broken",
            "look at it, then hamail journal --set-aside --reason TEXT"),
    JOURNAL_LARGE(NOTE, "every program that looks at it takes longer", "rotate it (logrotate, without compress)"),
    NO_REPORT_YET(NOTE, "nothing proves yet that the event handler reaches hamail", "submit one passive result"),
    PROFILE_MISMATCH(ERROR, "its daemons look absent", "name the profile that fits in server.profile");

    private final Severity severity;
    private final String why;
    private final String change;

    FindingKind(Severity severity, String why, String change) {
        this.severity = severity;
        this.why = why;
        this.change = change;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    public String why() {
        return why;
    }

    public String change() {
        return change;
    }

    /** How much is in the way, the worst first. */
    public enum Severity {
        /** Recovery or a probe will fail. */
        ERROR,
        /** It will in some case. */
        WARNING,
        /** There is nothing to do now. */
        NOTE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
