package org.hamail.recovery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamail.recovery.action.EngineSilent;
import org.hamail.recovery.cluster.ClusterView;
import org.hamail.recovery.cluster.ServiceState;
import org.hamail.recovery.fault.Action;
import org.hamail.recovery.fault.Entry;
import org.hamail.recovery.fault.Intent;
import org.hamail.recovery.fault.OperatorAct;
import org.hamail.recovery.fault.Verification;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;

/**
 * A rolling upgrade with programs that lie on each node: one node is always serving. Each step is checked before the next one
 * may follow; how far it has come is in the journal, so that it survives reboots and a change of shift.
 */
public final class Upgrade {
    private static final String VERB = "upgrade";
    private static final List<String> STEPS = List.of(
            "pause: nothing is acted on while nodes are worked on",
            "upgrade the idle node, start nothing there; this step checks that the engine could use it again",
            "switch to the upgraded node, and verify the service there",
            "upgrade the node that is idle now; this step checks that the engine could use it again",
            "on: faults are acted on again");

    private final Site site;
    private final Operator.Request request;

    public Upgrade(Site site, Operator.Request request) {
        this.site = site;
        this.request = request;
    }

    /** The steps, with what is done and what comes next. */
    public List<String> plan() throws JournalUnavailable, JournalBroken {
        int done = done();
        var lines = new ArrayList<String>();
        for (int i = 0; i < STEPS.size(); i++) {
            String mark = i < done ? "done" : i == done ? "next" : "    ";
            lines.add(mark + "  " + (i + 1) + ". " + STEPS.get(i));
        }
        return lines;
    }

    /** Does the next step, or refuses because something is not as it must be. */
    public Operator.Result next() throws IOException, JournalUnavailable, JournalBroken {
        int step = done();
        var operator = new Operator(site, request);
        Operator.Result result =
                switch (step) {
                    case 0 -> operator.pause();
                    case 1, 3 -> idleNodeIsBack();
                    case 2 -> switchOnce(operator);
                    default -> operator.on();
                };
        if (result.end() == Operator.Result.End.DONE && !request.dryRun()) {
            operator.note(VERB, "step " + (step + 1) + " of " + STEPS.size());
        }
        return new Operator.Result(result.end(), "step " + (step + 1) + ": " + result.sentence());
    }

    /** A switch that was verified, and whose command did not live to note it as a step, is not done again: it would lead back. */
    private Operator.Result switchOnce(Operator operator) throws IOException, JournalUnavailable, JournalBroken {
        Optional<String> moved = movedSinceTheLastStep();
        return moved.isPresent()
                ? Operator.Result.done("the service has been moved to " + moved.get() + " already, and was verified")
                : operator.move(Optional.empty());
    }

    private Optional<String> movedSinceTheLastStep() throws JournalUnavailable, JournalBroken {
        Map<String, String> begun = new HashMap<>();
        Optional<String> moved = Optional.empty();
        for (Entry entry : new JournalReader(site.directory()).recent(Upgrade::isStep)) {
            if (entry.event() instanceof Intent intent && intent.action() == Action.FAILOVER) {
                intent.to().ifPresent(node -> begun.put(intent.id(), node));
            } else if (entry.event() instanceof Verification verification && verification.ok()) {
                moved = Optional.ofNullable(begun.get(verification.id()));
            }
        }
        return moved;
    }

    private static boolean isStep(Entry entry) {
        return entry.event() instanceof OperatorAct act && act.verb().equals(VERB);
    }

    private Operator.Result idleNodeIsBack() {
        if (!(new ServiceSwitch(site.directory()).read() instanceof Reading.Known<ServiceState> known)
                || known.value().position() != ServiceState.Switch.PAUSED) {
            return Operator.Result.refused("it is not paused any more; 'hamail pause' first");
        }
        try {
            ClusterView view = site.engine().status();
            if (view.state() != ClusterView.State.RUNNING || view.active().isEmpty()) {
                return Operator.Result.refused("the service is not running: " + view.state());
            }
            return view.eligible().isEmpty()
                    ? Operator.Result.refused("the engine could use no other node than "
                            + view.active().get())
                    : Operator.Result.done("the engine could use " + view.eligible() + "; the service is on "
                            + view.active().get());
        } catch (EngineSilent e) {
            return Operator.Result.refused("the engine does not answer: " + e.getMessage());
        }
    }

    /** How many steps of the upgrade in progress are done. */
    private int done() throws JournalUnavailable, JournalBroken {
        int done = 0;
        for (Entry entry : new JournalReader(site.directory()).recent(entry -> false)) {
            if (isStep(entry)) {
                done = (done + 1) % STEPS.size();
            }
        }
        return done;
    }
}
