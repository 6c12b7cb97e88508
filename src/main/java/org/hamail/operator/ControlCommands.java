package org.hamail.operator;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.FileProblem;
import org.hamail.model.TimeSpan;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.Handler;
import org.hamail.recovery.Reconciliation;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.Configuration;
import org.hamail.site.OperatorIdentity;
import org.hamail.site.Sites;
import org.hamail.site.StateOwner;
import org.hamail.site.UnusableState;

/** The verbs that change something. */
public final class ControlCommands {
    private static final OptionSpec FOR = OptionSpec.value(
            "",
            "for",
            "TIME",
            "how long, e.g. 30m, 2h, 1d; afterwards check_mail_ha is CRITICAL; nothing ends by itself");
    private static final OptionSpec TO = OptionSpec.value("", "to", "NODE", "the node to move to");
    private static final OptionSpec DAEMON =
            OptionSpec.value("d", "daemon", "ROLE", "the role to restart; all when not given");
    private static final OptionSpec WAIT =
            OptionSpec.flag("", "wait", "wait until the action in progress has ended, without a time limit");
    private static final String ALL = "all";
    private static final String PAUSES =
            "Observe, do not act; on this monitoring server only: with several, pause on each,"
                    + " or put the cluster into maintenance.";

    private ControlCommands() {}

    public static List<Verb> all() {
        return List.of(
                verb(
                        "pause",
                        PAUSES,
                        List.of(FOR, WAIT),
                        (operator, arguments) -> operator.pause(arguments.has("wait"))),
                opening("resume", "End a pause, and reconcile at once.", (operator, arguments) -> operator.resume()),
                verb(
                        "off",
                        "Stop the service through the engine, and do not act.",
                        List.of(FOR, WAIT),
                        (operator, arguments) -> operator.off(arguments.has("wait"))),
                opening(
                        "on",
                        "Act on faults again; starts the service when it was off and is not served.",
                        (operator, arguments) -> operator.on()),
                opening(
                        "ack",
                        "Acknowledge a failed or indeterminate action: faults are acted on again, standing ones at once.",
                        (operator, arguments) -> operator.ack()),
                verb("restart", "Restart the service now, and verify it.", List.of(DAEMON), ControlCommands::restart),
                verb(
                        "switch",
                        "Move the service to another node now, and verify it.",
                        List.of(TO),
                        (operator, arguments) -> operator.move(arguments.text("to"))),
                UpgradeVerb.verb(),
                JournalVerb.verb());
    }

    private interface OperatorDeed {
        Operator.Result run(Operator operator, Arguments arguments)
                throws UsageException, IOException, JournalUnavailable, JournalBroken;
    }

    private static Verb verb(String name, String purpose, List<OptionSpec> own, OperatorDeed deed) {
        var options = new ArrayList<>(own);
        options.addAll(Verb.CHANGING);
        return new Verb(name, purpose, options, call -> run(name, call, deed, false));
    }

    /** A verb that opens a gate: what stood behind it is judged again at once. */
    private static Verb opening(String name, String purpose, OperatorDeed deed) {
        return new Verb(name, purpose, Verb.CHANGING, call -> run(name, call, deed, true));
    }

    private static int run(String name, Verb.Call call, OperatorDeed deed, boolean opening)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        Arguments arguments = call.arguments();
        HamailConfig config = Configuration.load(arguments, call.console());
        LogicalHostConfig logicalHost = Configuration.logicalHost(config, arguments);
        checkDaemon(arguments, config, logicalHost);
        Site site = Sites.of(config, logicalHost);
        StateOwner.demandRights(site, changes(arguments));
        Operator.Result result = possible(deed.run(new Operator(site, request(call)), arguments), call, site);
        boolean reconciles = opening && changes(arguments) && result.end() == Operator.Result.End.DONE;
        List<String> found = reconciles ? found(site, call.workers().of(site, config.file())) : List.of();
        return OperatorAnswer.print(call, name, logicalHost, result, found);
    }

    /** What stands, with a worker started where something is due. The gate is open whatever comes of this. */
    static List<String> found(Site site, Handler.WorkerStarter starter) throws JournalUnavailable, JournalBroken {
        try {
            return new Reconciliation(site).start(starter).lines();
        } catch (IOException e) {
            return List.of("no worker could be started: " + FileProblem.sentence(e) + "; run 'hamail reconcile'");
        }
    }

    /**
     * {@code result}, unless it only says what would be done, and that could not be written down.
     *
     * @throws IOException with what is in the way, as the deed itself would have
     */
    static Operator.Result possible(Operator.Result result, Verb.Call call, Site site) throws IOException {
        if (!changes(call.arguments()) && result.end() == Operator.Result.End.DONE) {
            UnusableState.demandNone(site);
        }
        return result;
    }

    static boolean changes(Arguments arguments) {
        return !arguments.has("dry-run");
    }

    static Operator.Request request(Verb.Call call) throws UsageException {
        Arguments arguments = call.arguments();
        return new Operator.Request(
                OperatorIdentity.name(call.console().environment()),
                ServerText.detail(arguments.text("reason").orElse(""), 1000),
                until(arguments),
                arguments.has("dry-run"));
    }

    private static Operator.Result restart(Operator operator, Arguments arguments)
            throws UsageException, IOException, JournalUnavailable, JournalBroken {
        return operator.restart(arguments.text("daemon").orElse(ALL));
    }

    /** Only what the profile enables can be restarted. */
    private static void checkDaemon(Arguments arguments, HamailConfig config, LogicalHostConfig logicalHost)
            throws UsageException {
        String daemon = arguments.text("daemon").orElse(ALL);
        List<String> enabled = config.profile(logicalHost).roles();
        if (!daemon.equals(ALL) && !enabled.contains(daemon)) {
            throw new UsageException("--daemon: '" + ServerText.of(daemon, 60) + "' is not a role that the profile "
                    + logicalHost.server().profile() + " has: " + String.join(" ", enabled));
        }
    }

    private static Optional<Instant> until(Arguments arguments) throws UsageException {
        Optional<String> text = arguments.text("for");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Duration time = TimeSpan.parse(text.get())
                .orElseThrow(() -> new UsageException(
                        "--for: '" + ServerText.of(text.get(), 60) + "' is not a time like 30m, 2h or 1d"));
        return Optional.of(Clock.systemUTC().instant().plus(time));
    }
}
