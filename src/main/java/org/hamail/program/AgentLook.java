package org.hamail.program;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import org.hamail.agent.ReconcileSchedule;
import org.hamail.config.HamailConfig;
import org.hamail.io.FileProblem;
import org.hamail.recovery.Handler;
import org.hamail.recovery.ReconcileFindings;
import org.hamail.recovery.Reconciler;
import org.hamail.recovery.Site;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.site.DetachedWorker;
import org.hamail.site.MissingWorkerStarter;
import org.hamail.site.ObservedSite;

/** The agent's look at one logical host: starts a worker where something is due and none is there. */
final class AgentLook implements ReconcileSchedule.PeriodicLook {
    private final Site site;
    private final Reconciler reconciler;
    private final Handler.WorkerStarter starter;
    private final Consumer<String> notes;
    private String told = "";

    AgentLook(Site site, Handler.WorkerStarter starter, Consumer<String> notes) {
        this.site = site;
        this.reconciler = new Reconciler(site);
        this.starter = starter;
        this.notes = notes;
    }

    /** One for each logical host of {@code config}. */
    static Collection<ReconcileSchedule.PeriodicLook> all(HamailConfig config, Consumer<String> notes) {
        return config.logicalHosts().values().stream()
                .map(host -> ObservedSite.of(config, host))
                .<ReconcileSchedule.PeriodicLook>map(
                        site -> new AgentLook(site, DetachedWorker.reconciling(site, config.file()), notes))
                .toList();
    }

    @Override
    public Optional<Instant> again() {
        try {
            ReconcileFindings found = reconciler.look();
            if (found.due() && !reconciler.isWorking() && !starter.isStarting()) {
                MissingWorkerStarter.remember(site, found);
                MissingWorkerStarter.start(site, starter);
            }
            tell("");
            return found.nextOpening();
        } catch (JournalBroken e) {
            tell("the journal is broken: " + e.getMessage());
        } catch (IOException e) {
            tell(FileProblem.sentence(e));
        } catch (JournalUnavailable e) {
            tell(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /** The same trouble once, until it has gone. */
    private void tell(String trouble) {
        if (!trouble.equals(told) && !trouble.isEmpty()) {
            notes.accept("reconcile " + site.logicalHost() + ": " + trouble);
        }
        told = trouble;
    }
}
