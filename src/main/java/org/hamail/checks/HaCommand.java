package org.hamail.checks;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hamail.checks.CheckProgram.CheckCommand;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.LogicalHostConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.FileProblem;
import org.hamail.plugin.Cause;
import org.hamail.plugin.CheckResult;
import org.hamail.plugin.PerformanceDatum;
import org.hamail.plugin.ServerText;
import org.hamail.plugin.Status;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.status.Condition;
import org.hamail.recovery.status.RecoveryStatus;
import org.hamail.site.Configuration;
import org.hamail.site.DetachedWorker;
import org.hamail.site.MissingWorkerStarter;
import org.hamail.site.ObservedSite;
import org.hamail.site.StateOwner;
import org.hamail.site.UnusableState;

/** Reports the standing of recovery as a check. */
public final class HaCommand implements CheckCommand {
    private static final String LABEL = "HA";
    private static final OptionSpec OBSERVE_ONLY =
            OptionSpec.flag("", "observe-only", "only report: start no worker for a standing fault that has none");

    private static final List<Cause> ORDER = List.of(
            Cause.OFF,
            Cause.PAUSED,
            Cause.ACTING,
            Cause.OVERDUE,
            Cause.UNHEARD,
            Cause.HELD,
            Cause.PENDING,
            Cause.BLOCKED,
            Cause.INDETERMINATE,
            Cause.FAILED);

    @Override
    public String name() {
        return "check_mail_ha";
    }

    @Override
    public String purpose() {
        return "Checks what the recovery of a mail service is doing, and what holds a fault that stands.";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(Configuration.ANY_LOGICAL_HOST, Configuration.CONFIG, OBSERVE_ONLY);
    }

    @Override
    public String label(List<String> words) {
        return LABEL;
    }

    @Override
    public CheckResult run(Arguments arguments) throws UsageException {
        try {
            HamailConfig config = Configuration.load(arguments, new Console(System.out, System.err, System.getenv()));
            List<LogicalHostConfig> hosts = hosts(config, arguments);
            CheckResult result = ofAll(config, hosts, arguments).result();
            List<String> names = hosts.stream().map(LogicalHostConfig::name).toList();
            Instant now = Clock.systemUTC().instant();
            return result.withSentence(result.sentence() + ReportedHeads.of(config.stateDir(), names, now));
        } catch (ConfigException e) {
            throw new UsageException("configuration: " + e.onOneLine(), e);
        }
    }

    private static List<LogicalHostConfig> hosts(HamailConfig config, Arguments arguments) throws UsageException {
        List<LogicalHostConfig> hosts = Configuration.meant(config, arguments);
        if (hosts.isEmpty()) {
            throw new UsageException("the configuration names no logical host");
        }
        return hosts;
    }

    private static HostReport ofAll(HamailConfig config, List<LogicalHostConfig> hosts, Arguments arguments) {
        boolean named = config.logicalHosts().size() > 1
                && arguments.text("logical-host").isEmpty();
        return hosts.stream()
                .map(host -> ofOne(config, host, named, arguments.has("observe-only")))
                .reduce(HostReport::and)
                .orElseThrow();
    }

    /** The state counts first, then the order of the causes, in which the worst stand last. */
    private static int severity(CheckResult result) {
        int cause = result.cause().map(ORDER::indexOf).orElse(-1);
        int state = result.status() == Status.UNKNOWN
                ? Status.WARNING.exitCode()
                : result.status().exitCode();
        return state * 100 + cause + 1;
    }

    /** Of one logical host, or the worst of several with the figures of all that could be looked at. */
    private record HostReport(CheckResult shown, Optional<HaFigures> figures) {
        static HostReport blind(CheckResult result) {
            return new HostReport(result, Optional.empty());
        }

        HostReport and(HostReport other) {
            Optional<HaFigures> all = figures.flatMap(own -> other.figures.map(own::and));
            return new HostReport(
                    severity(other.shown) > severity(shown) ? other.shown : shown,
                    all.or(() -> figures).or(() -> other.figures));
        }

        CheckResult result() {
            return figures.map(all -> shown.withFigures(all.data())).orElse(shown);
        }
    }

    private static HostReport ofOne(HamailConfig config, LogicalHostConfig host, boolean named, boolean observeOnly) {
        try {
            Optional<String> missing = StateOwner.missing(config.stateDir());
            if (missing.isPresent()) {
                return HostReport.blind(CheckResult.of(LABEL, Cause.BLOCKED, ServerText.detail(missing.get(), 500)));
            }
            return ofOne(config, host, ObservedSite.of(config, host), named, observeOnly);
        } catch (JournalBroken e) {
            return HostReport.blind(
                    CheckResult.of(LABEL, Cause.BLOCKED, "the journal is broken: " + ServerText.detail(text(e), 500)));
        } catch (IOException e) {
            return HostReport.blind(CheckResult.of(LABEL, Cause.BLIND, ServerText.of(FileProblem.sentence(e))));
        } catch (JournalUnavailable e) {
            return HostReport.blind(CheckResult.of(LABEL, Cause.BLIND, ServerText.of(text(e), 500)));
        }
    }

    private static HostReport ofOne(
            HamailConfig config, LogicalHostConfig host, Site site, boolean named, boolean observeOnly)
            throws IOException, JournalUnavailable, JournalBroken {
        Optional<String> unusable = UnusableState.of(site);
        if (unusable.isPresent()) {
            return HostReport.blind(
                    CheckResult.of(LABEL, Cause.BLOCKED, host.name() + ": " + ServerText.detail(unusable.get(), 500)));
        }
        RecoveryStatus standing = RecoveryStatus.of(site);
        boolean due = !observeOnly && standing.found().due();
        if (due) {
            MissingWorkerStarter.remember(site, standing.found());
        }
        CheckResult result = due && !standing.isWorking()
                ? reconciled(site, config, standing.found(), told -> result(host.name(), named, told))
                : result(host.name(), named, standing);
        return new HostReport(result, Optional.of(HaFigures.of(standing)));
    }

    /** Starts a worker where something is left to do and none is there; a user who may not do that only looks. */
    private static CheckResult reconciled(
            Site site, HamailConfig config, ReconcileFindings found, Function<RecoveryStatus, CheckResult> telling)
            throws IOException {
        CheckResult result = telling.apply(RecoveryStatus.of(site, found));
        try {
            MissingWorkerStarter.start(site, DetachedWorker.reconciling(site, config.file()));
            return result;
        } catch (IOException e) {
            return result.withDetails(List.of("no worker could be started: " + FileProblem.sentence(e)));
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static CheckResult result(String logicalHost, boolean named, RecoveryStatus standing) {
        String prefix =
                switch (standing.condition()) {
                    case HELD -> named ? logicalHost + ": " : "";
                    case UNHEARD, PENDING -> logicalHost + ": ";
                    default -> logicalHost + (named ? ": " : " ");
                };
        String sentence = prefix + ServerText.of(standing.clockSentence(), 500);
        List<PerformanceDatum> figures = HaFigures.of(standing).data();
        return cause(standing.condition())
                .map(cause -> CheckResult.of(
                        LABEL, standing.warning() ? Status.WARNING : cause.status(), cause, sentence, figures))
                .orElseGet(() -> CheckResult.ok(LABEL, sentence, figures));
    }

    private static Optional<Cause> cause(Condition condition) {
        return switch (condition) {
            case IDLE -> Optional.empty();
            case PAUSED -> Optional.of(Cause.PAUSED);
            case OFF -> Optional.of(Cause.OFF);
            case OVERDUE -> Optional.of(Cause.OVERDUE);
            case ACTING -> Optional.of(Cause.ACTING);
            case PENDING -> Optional.of(Cause.PENDING);
            case HELD -> Optional.of(Cause.HELD);
            case UNHEARD -> Optional.of(Cause.UNHEARD);
            case FAILED -> Optional.of(Cause.FAILED);
            case INDETERMINATE -> Optional.of(Cause.INDETERMINATE);
            case BLOCKED -> Optional.of(Cause.BLOCKED);
        };
    }
}
