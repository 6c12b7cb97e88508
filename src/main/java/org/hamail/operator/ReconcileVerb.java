package org.hamail.operator;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.io.FileProblem;
import org.hamail.operator.display.Times;
import org.hamail.plugin.ServerText;
import org.hamail.recovery.ConfigurationInForce;
import org.hamail.recovery.Reconciliation;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.PlannedCommand;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.site.Configuration;
import org.hamail.site.ConfigurationHash;
import org.hamail.site.UnusableState;

/** {@code hamail reconcile}: all logical hosts at the same time, so that one that hangs holds up no other. */
public final class ReconcileVerb {
    static final OptionSpec DOWNTIME_OVER = OptionSpec.flag(
            "",
            "downtime-over",
            "take the downtime or host outage that holds a fault as over, although no notification has said so");

    /** Who has ended looks again as long as another has not: whoever calls this once a minute waits for all. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Verb.Call call;
    private final HamailConfig config;
    private final ConfigurationHash read;
    private final Map<String, Told> told = new TreeMap<>();

    private ReconcileVerb(Verb.Call call, HamailConfig config, ConfigurationHash read) {
        this.call = call;
        this.config = config;
        this.read = read;
    }

    /** What there was to say of a logical host. */
    private record Told(List<String> lines, int exit) {
        boolean failed() {
            return exit != Verb.DONE;
        }

        Map<String, JsonElement> fields() {
            var fields = new LinkedHashMap<String, JsonElement>();
            fields.put("ok", new JsonPrimitive(!failed()));
            fields.put("found", JsonAnswer.lines(lines));
            return fields;
        }
    }

    public static Verb verb() {
        var options = new ArrayList<>(List.of(DOWNTIME_OVER, Configuration.ANY_LOGICAL_HOST));
        options.addAll(Verb.CHANGING);
        return new Verb(
                "reconcile",
                "Look for standing faults and unfinished actions, and do what a lost, early or held report has left"
                        + " undone; all logical hosts where none is named.",
                options,
                ReconcileVerb::run);
    }

    private static int run(Verb.Call call) throws UsageException, ConfigException, IOException {
        Arguments arguments = call.arguments();
        var read = ConfigurationHash.of(Configuration.file(arguments, call.console())); // before it is read
        HamailConfig config = Configuration.load(arguments, call.console());
        List<Site> sites = QueryCommands.sites(call, config, !arguments.has("dry-run"));
        return new ReconcileVerb(call, config, read).all(sites);
    }

    private int all(List<Site> sites) {
        var first = new CountDownLatch(sites.size());
        List<Thread> threads = new ArrayList<>();
        sites.forEach(site -> threads.add(begin(site, first)));
        join(threads);
        synchronized (this) {
            int worst = told.values().stream().mapToInt(Told::exit).max().orElse(Verb.DONE);
            int exit = told.size() < sites.size() ? Verb.FAILED : worst;
            if (call.arguments().has("json")) {
                print(exit);
            }
            return exit;
        }
    }

    private Thread begin(Site site, CountDownLatch first) {
        var thread = new Thread(() -> one(site, first), "reconcile " + site.logicalHost());
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void one(Site site, CountDownLatch first) {
        try {
            tell(site, reconciled(site));
        } finally {
            first.countDown();
        }
        try {
            while (!first.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                tell(site, reconciled(site));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Told reconciled(Site site) {
        try {
            return asked(site);
        } catch (JournalBroken e) {
            return new Told(List.of("FAILED: the journal is broken: " + e.getMessage()), Verb.FAILED);
        } catch (IOException e) {
            return new Told(List.of("FAILED: " + FileProblem.sentence(e)), Verb.FAILED);
        } catch (JournalUnavailable | UsageException e) {
            return new Told(List.of("FAILED: " + e.getMessage()), Verb.FAILED);
        } catch (RuntimeException | LinkageError | VirtualMachineError e) { // the others are told all the same
            return new Told(List.of("FAILED: a defect of hamail: " + e), Verb.FAILED);
        }
    }

    private Told asked(Site site) throws UsageException, IOException, JournalUnavailable, JournalBroken {
        if (!call.arguments().has("downtime-over")) {
            return reconciled(site, List.of());
        }
        Operator.Result over = operator(site).downtimeOver();
        return over.end() == Operator.Result.End.REFUSED
                ? new Told(List.of(over.sentence()), Verb.REFUSED)
                : reconciled(site, List.of(over.sentence()));
    }

    private Told reconciled(Site site, List<String> before) throws IOException, JournalUnavailable, JournalBroken {
        var lines = new ArrayList<>(before);
        var reconciliation = new Reconciliation(site);
        Reconciliation.Account account = call.arguments().has("dry-run")
                ? reconciliation.dryRun(this::isToldAsItStands)
                : reconciliation.carryOut(inForce(site));
        lines.addAll(account.lines());
        if (call.arguments().has("dry-run")) {
            lines.addAll(commands(site, reconciliation, account.lines().isEmpty()));
        }
        return new Told(lines, account.failed() ? Verb.FAILED : Verb.DONE);
    }

    private static List<String> commands(Site site, Reconciliation reconciliation, boolean onlyJudges)
            throws IOException, JournalUnavailable, JournalBroken {
        UnusableState.demandNone(site);
        List<PlannedCommand> commands = reconciliation.commands();
        return commands.isEmpty() && onlyJudges ? List.of() : CommandDryRun.lines(commands);
    }

    /** What would be judged again, as the line before says, is not told as held as well. */
    private boolean isToldAsItStands(HeldFault fault) {
        return !call.arguments().has("downtime-over") || !Operator.isHeldByDowntime(fault);
    }

    private Operator operator(Site site) throws UsageException {
        return new Operator(site, ControlCommands.request(call));
    }

    private ConfigurationInForce inForce(Site site) {
        return call.workers().inForce(read, site, config.file());
    }

    /** Says it at once, and of a later look only what is new. */
    private synchronized void tell(Site site, Told now) {
        Told before = told.put(site.logicalHost(), now);
        if (!call.arguments().has("json") && !now.equals(before)) {
            Times times = Times.of(call.arguments());
            now.lines()
                    .forEach(line -> call.print(
                            "hamail " + site.logicalHost() + ": " + times.localised(ServerText.detail(line, 2000))));
        }
    }

    private void print(int exit) {
        var answer = new JsonAnswer("reconcile");
        var failures = new ArrayList<String>();
        told.forEach((name, what) -> {
            answer.logicalHost(name, what.fields());
            if (what.failed()) {
                failures.add(name + ": " + String.join("; ", what.lines()));
            }
        });
        answer.print(call.console().out(), exit, String.join("; ", failures));
    }
}
