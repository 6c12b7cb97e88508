package org.hamail.program;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.hamail.cli.Arguments;
import org.hamail.cli.OptionSpec;
import org.hamail.cli.Program;
import org.hamail.cli.Program.Console;
import org.hamail.cli.UsageException;
import org.hamail.config.HamailConfig;
import org.hamail.config.yaml.ConfigException;
import org.hamail.recovery.Site;
import org.hamail.recovery.Worker;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.AsOwner;
import org.hamail.site.Configuration;
import org.hamail.site.ConfigurationHash;
import org.hamail.site.DetachedWorker;
import org.hamail.site.NextWorkerStarter;
import org.hamail.site.Sites;

/** The worker's own process; the handler starts it. What it has to say besides the journal goes to {@code worker.log}. */
public final class RecoveryWorker implements Program {
    /** For whoever compares how things stand, instead of answering a report. */
    static final OptionSpec RECONCILE = OptionSpec.flag("", "reconcile", "judge again what stands");

    private static final List<OptionSpec> SPECS = List.of(Configuration.CONFIG, Configuration.LOGICAL_HOST, RECONCILE);

    private final NextWorkerStarter successors;
    private final NextWorkerStarter reconcilers;

    RecoveryWorker() {
        this(DetachedWorker::new, DetachedWorker::reconciling);
    }

    /** {@code reconcilers} go on where this one judges again what stands. */
    RecoveryWorker(NextWorkerStarter successors, NextWorkerStarter reconcilers) {
        this.successors = successors;
        this.reconcilers = reconcilers;
    }

    public static void main(String[] words) {
        Program.main(
                new AsOwner("worker", new RecoveryWorker(), (given, console) -> Arguments.parse(SPECS, given)), words);
    }

    @Override
    public int run(List<String> words, Console console) {
        try {
            work(Arguments.parse(SPECS, words), console);
            return 0;
        } catch (UsageException | IOException | JournalUnavailable | JournalBroken e) {
            console.out().println(Clock.systemUTC().instant() + " worker ended: " + e);
            return 2;
        } catch (ConfigException e) {
            Configuration.print(e, "worker", console.out());
            return 3;
        }
    }

    private void work(Arguments arguments, Console console)
            throws UsageException, ConfigException, IOException, JournalUnavailable, JournalBroken {
        // before it is read: never a newer one
        var read = ConfigurationHash.of(Configuration.file(arguments, console));
        HamailConfig config = Configuration.load(arguments, console);
        Site site = Sites.of(config, Configuration.logicalHost(config, arguments));
        if (arguments.has("reconcile")) {
            new Worker(site, reconcilers.inForce(read, site, config.file())).reconcile();
        } else {
            new Worker(site, successors.inForce(read, site, config.file())).run();
        }
    }
}
