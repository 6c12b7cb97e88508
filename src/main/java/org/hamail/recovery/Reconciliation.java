package org.hamail.recovery;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.CommandPreview;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.engine.PlannedCommand;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.CoreReport;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.StandingFault;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Decision;
import org.hamail.recovery.policy.HeldFault;
import org.hamail.recovery.policy.Policy;

/** Compares once how one logical host stands with what has been done, has done what is due, and says what came of it. */
public final class Reconciliation {
    private static final String AT_WORK = ": a worker is there already";
    private static final String NOTHING = "no fault stands, and nothing is left undone";

    private final Site site;
    private final Reconciler reconciler;

    public Reconciliation(Site site) {
        this.site = site;
        this.reconciler = new Reconciler(site);
    }

    /**
     * What was found and what came of it.
     *
     * @param lines one for each fault that stands or stood, at least one
     * @param due whether there was anything to do
     * @param failed whether the last action failed, or nobody knows how it ended
     */
    public record Account(List<String> lines, boolean due, boolean failed) {
        public Account {
            lines = List.copyOf(lines);
        }
    }

    /** Says what would be done, and changes nothing. */
    public Account dryRun() throws JournalUnavailable, JournalBroken {
        return dryRun(fault -> true);
    }

    /** The same, of those faults only of which {@code told} is true. */
    public Account dryRun(Predicate<HeldFault> told) throws JournalUnavailable, JournalBroken {
        ReconcileFindings found = reconciler.look();
        return account(
                found,
                found.held().stream().filter(told).toList(),
                fault -> ": would probe it and, if it still fails, " + plan(found, fault).infinitive);
    }

    /** The commands that would be run about the first fault that nothing holds, should a probe find it still there. */
    public List<PlannedCommand> commands() throws JournalUnavailable, JournalBroken {
        ReconcileFindings found = reconciler.look();
        Optional<HeldFault> due = found.waiting();
        if (due.isEmpty()) {
            return List.of();
        }
        Decision decision = Policy.decideStanding(found.situation(), due.get().fault());
        try {
            ClusterView view = site.engine().status();
            String from = view.active().orElse("");
            CommandPreview preview = site.engine().preview();
            return decision.word() == Decision.Word.FAILOVER
                    ? preview.move(from, view.target().orElse(""))
                    : preview.restart(decision.daemon().orElse("all"), from);
        } catch (EngineUnavailable e) {
            return List.of();
        }
    }

    /** Leaves what is due to a worker that {@code starter} starts. */
    public Account start(Handler.WorkerStarter starter) throws IOException, JournalUnavailable, JournalBroken {
        ReconcileFindings found = reconciler.look();
        if (found.due() && reconciler.isWorking()) {
            return account(found, fault -> AT_WORK);
        }
        if (found.due()) {
            starter.start();
        }
        return account(found, fault -> ": " + plan(found, fault).participle);
    }

    /** Does itself what is due, unless a worker is there already. */
    public Account carryOut(ConfigurationInForce configuration) throws IOException, JournalUnavailable, JournalBroken {
        ReconcileFindings before = reconciler.look();
        if (!before.due() || reconciler.isWorking()) {
            return account(before, fault -> AT_WORK);
        }
        new Worker(site, configuration).reconcile();
        return compared(before, reconciler.look());
    }

    private interface Words {
        String of(HeldFault fault);
    }

    /** A line for each fault: what holds it, or {@code due} where nothing does. */
    private Account account(ReconcileFindings found, Words due) {
        return account(found, found.held(), due);
    }

    private Account account(ReconcileFindings found, List<HeldFault> told, Words due) {
        List<String> lines = new ArrayList<>();
        for (HeldFault fault : told) {
            if (fault.closed().isEmpty()) {
                lines.add(duration(fault) + due.of(fault));
            } else {
                lines.add(sentence(fault) + (fault.due() ? "; asked again" : ""));
            }
        }
        found.unreported().forEach(report -> lines.add(shown(report)));
        found.situation().history().unfinished().forEach(trace -> lines.add(trace.words() + " has not ended yet"));
        if (lines.isEmpty() && told.size() == found.held().size()) {
            lines.add(found.due() && !found.asksOnlyForNode() ? "something reported is not decided yet" : NOTHING);
        }
        return new Account(lines, found.due(), false);
    }

    private Account compared(ReconcileFindings before, ReconcileFindings after) {
        List<ActionTrace> deeds = actionsBetween(before, after);
        String deed = deeds.stream().map(Reconciliation::result).collect(Collectors.joining(", then "));
        List<String> lines = new ArrayList<>();
        Set<NodeSeries> told = new HashSet<>();
        for (HeldFault fault : before.held()) {
            told.add(fault.fault().ofNode());
            lines.add(of(fault, after)
                    .map(left -> sentence(left) + (deed.isEmpty() ? "" : "; " + deed))
                    .orElseGet(() -> duration(fault) + ": " + (deed.isEmpty() ? ended(fault, after) : deed)));
        }
        for (CoreReport report : before.unreported()) {
            if (told.add(NodeSeries.of(report.seen()))) {
                lines.add(shown(report) + (deed.isEmpty() ? "" : ": " + deed));
            }
        }
        after.held().stream()
                .filter(fault -> told.add(fault.fault().ofNode()))
                .forEach(fault -> lines.add(sentence(fault)));
        if (lines.isEmpty()) {
            lines.add(deed.isEmpty() ? NOTHING : deed);
        }
        // a failover that is verified makes up for the restart before it
        boolean failed = !deeds.isEmpty() && !deeds.get(deeds.size() - 1).good();
        boolean onlyAsked =
                before.asksOnlyForNode() && deeds.isEmpty() && after.held().isEmpty();
        return new Account(lines, !onlyAsked, failed);
    }

    private static Optional<HeldFault> of(HeldFault fault, ReconcileFindings after) {
        return after.held().stream()
                .filter(left -> left.fault().ofNode().equals(fault.fault().ofNode()))
                .findFirst();
    }

    /** What was begun meanwhile, and what had no known end before. */
    private static List<ActionTrace> actionsBetween(ReconcileFindings before, ReconcileFindings after) {
        Set<String> known = before.situation().history().actions().stream()
                .filter(trace -> !trace.unfinished())
                .map(trace -> trace.intent().id())
                .collect(Collectors.toSet());
        return after.situation().history().actions().stream()
                .filter(trace -> !known.contains(trace.intent().id()))
                .toList();
    }

    private static String result(ActionTrace trace) {
        String what = trace.intent().action().word() + " of " + trace.intent().daemon()
                + (trace.intent().action() == Action.FAILOVER
                        ? trace.intent().to().map(node -> " to " + node).orElse("")
                        : "");
        if (trace.good()) {
            return what + " done and verified";
        }
        return what + " " + (trace.unfinished() ? "has an unknown outcome" : trace.failure());
    }

    /** Why a fault does not stand any more though nothing was begun. */
    private static String ended(HeldFault fault, ReconcileFindings after) {
        StandingFault.End end =
                after.situation().history().ended().get(fault.fault().ofNode());
        if (end == null) {
            return "it is reported well now";
        }
        return switch (end.how()) {
            case ELSEWHERE -> "its node does not hold the logical host";
            case SERVES -> "healed, it serves now";
            case VERIFIED -> "an earlier action is verified now";
        };
    }

    private static String shown(CoreReport report) {
        return "the core shows a problem of " + NodeSeries.of(report.seen()).words() + " that no notification reported";
    }

    private String duration(HeldFault fault) {
        return fault.duration(site.moments().now().time(), ZoneId.systemDefault());
    }

    private String sentence(HeldFault fault) {
        return fault.sentence(site.moments().now().time(), ZoneId.systemDefault());
    }

    /** What follows when a probe finds the fault still there. */
    private enum Next {
        RESTART("restart it", "restarting"),
        FAILOVER("move the service", "moving the service");

        private final String infinitive;
        private final String participle;

        Next(String infinitive, String participle) {
            this.infinitive = infinitive;
            this.participle = participle;
        }
    }

    private static Next plan(ReconcileFindings found, HeldFault fault) {
        Decision decision = Policy.decideStanding(found.situation(), fault.fault());
        return decision.word() == Decision.Word.FAILOVER ? Next.FAILOVER : Next.RESTART;
    }
}
