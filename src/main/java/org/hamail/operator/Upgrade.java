package org.hamail.operator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hamail.model.ClusterView;
import org.hamail.model.ServiceState;
import org.hamail.recovery.ServiceSwitch;
import org.hamail.recovery.Site;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Entry;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalReader;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.policy.Reading;

/**
 * A rolling upgrade with programs that lie on each node: one node is always serving. Each step demands the state that it
 * needs; how far it has come is in the journal, so that it survives reboots and a change of shift.
 */
public final class Upgrade {
    private static final List<String> STEPS = List.of(
            "pause: nothing is acted on while nodes are worked on",
            "upgrade the idle node, start nothing there; this step checks that the engine could use it again",
            "switch to the upgraded node, and verify the service there",
            "upgrade the node that is idle now; this step checks that the engine could use it again",
            "on: faults are acted on again");

    private static final Set<String> ENDS = Set.of("on", "resume");
    private static final Set<String> KEEPS_OFF = Set.of("off", "pause");

    private final Site site;
    private final Operator.Request request;
    private final Operator operator;
    private final OperatorRecord records;

    public Upgrade(Site site, Operator.Request request) {
        this.site = site;
        this.request = request;
        this.operator = new Operator(site, request);
        this.records = new OperatorRecord(site, request);
    }

    /** A step with how far it is: done, next or later. */
    record UpgradeStep(int number, String state, String what) {
        String line() {
            return (state.equals("later") ? "    " : state) + "  " + number + ". " + what;
        }
    }

    /** The steps of {@code session}, the upgrade in progress, if there is one. */
    static List<UpgradeStep> steps(Optional<UpgradeSession> session) {
        int done = session.map(UpgradeSession::done).orElse(0);
        var steps = new ArrayList<UpgradeStep>();
        for (int i = 0; i < STEPS.size(); i++) {
            String state = i < done ? "done" : i == done ? "next" : "later";
            steps.add(new UpgradeStep(i + 1, state, STEPS.get(i)));
        }
        return steps;
    }

    /** The steps, with what is done and what comes next. */
    public List<String> plan() throws JournalUnavailable, JournalBroken {
        Optional<UpgradeSession> session = session();
        var lines = new ArrayList<String>();
        steps(session).forEach(step -> lines.add(step.line()));
        session.ifPresent(open -> lines.add("upgrade " + open.id() + ", last step at "
                + open.last().time() + "; 'hamail upgrade --abort' ends it"));
        return lines;
    }

    /** Does the next step, or refuses because something is not as it must be. */
    public Operator.Result next() throws IOException, JournalUnavailable, JournalBroken {
        Optional<UpgradeSession> session = session();
        int step = session.map(UpgradeSession::done).orElse(0) + 1;
        Operator.Result result = session.isEmpty() ? operator.pause() : step(step, session.get());
        return result.end() == Operator.Result.End.DONE && !request.dryRun()
                ? noted(step, session, result)
                : numbered(step, result);
    }

    /** A step of which nobody knows where it left the service would let the next one take it for moved: it is done again. */
    private Operator.Result noted(int step, Optional<UpgradeSession> session, Operator.Result done)
            throws JournalUnavailable, JournalBroken {
        Optional<String> active = active();
        if (active.isEmpty() && step > 1 && step < STEPS.size()) {
            return numbered(
                    step,
                    Operator.Result.failed(done.sentence() + "; but the engine does not say where the service is now:"
                            + " 'hamail upgrade --next' does this step again"));
        }
        String id = session.map(UpgradeSession::id)
                .orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
        records.write(UpgradeSession.VERB, UpgradeSession.words(id, step, STEPS.size(), active));
        return numbered(step, done);
    }

    private static Operator.Result numbered(int step, Operator.Result result) {
        return new Operator.Result(result.end(), "step " + step + ": " + result.sentence(), result.commands());
    }

    /** Ends the upgrade where it is. Nothing is switched back on by that. */
    public Operator.Result abort() throws JournalUnavailable, JournalBroken {
        Optional<UpgradeSession> session = session();
        if (session.isEmpty()) {
            return Operator.Result.refused("no upgrade is in progress");
        }
        String what = "upgrade " + session.get().id() + " after step "
                + session.get().done() + "; still paused until 'hamail resume'";
        if (request.dryRun()) {
            return Operator.Result.done("would end " + what);
        }
        records.write(UpgradeSession.VERB, UpgradeSession.aborted(session.get().id()));
        return Operator.Result.done("ended " + what);
    }

    /**
     * A command that was killed after it had recorded that it switches the service on, and before it did, has ended no upgrade: of
     * these records, as many as there are, nothing is made while the switch stands at paused. The last step ends it once it is noted.
     */
    Optional<UpgradeSession> session() throws JournalUnavailable, JournalBroken {
        List<Entry> entries = new JournalReader(site.directory()).recent(entry -> false);
        return UpgradeSession.in(
                        isPaused() ? withoutUnfinishedEnds(entries) : entries,
                        site.moments().now())
                .filter(session -> session.done() < STEPS.size());
    }

    private static List<Entry> withoutUnfinishedEnds(List<Entry> entries) {
        int end = entries.size();
        while (end > 0 && !isVerb(entries.get(end - 1), KEEPS_OFF)) {
            end--;
        }
        List<Entry> kept = new ArrayList<>(entries.subList(0, end));
        entries.subList(end, entries.size()).stream()
                .filter(entry -> !isVerb(entry, ENDS))
                .forEach(kept::add);
        return kept;
    }

    private static boolean isVerb(Entry entry, Set<String> verbs) {
        return entry.event() instanceof OperatorCommand act && verbs.contains(act.verb());
    }

    private Operator.Result step(int step, UpgradeSession session)
            throws IOException, JournalUnavailable, JournalBroken {
        if (!isPaused()) {
            return Operator.Result.refused("it is not paused any more; 'hamail upgrade --abort' ends this upgrade");
        }
        if (step == STEPS.size()) {
            return operator.on();
        }
        try {
            return step(step, session, site.engine().status());
        } catch (EngineUnavailable e) {
            return Operator.Result.refused("the engine does not answer: " + e.getMessage());
        }
    }

    private Operator.Result step(int step, UpgradeSession session, ClusterView view)
            throws IOException, JournalUnavailable, JournalBroken {
        if (view.state() != ClusterView.State.RUNNING || view.active().isEmpty()) {
            return Operator.Result.refused("the service is not running: " + view.state());
        }
        String active = view.active().get();
        if (step == 3) {
            return session.node().isPresent() ? switchOnce(active, session) : movedMeanwhile(active, session);
        }
        boolean onOneNode = session.node().map(active::equals).orElse(step == 2); // a pause needs no engine
        return onOneNode ? idleNodeIsBack(view, active) : movedMeanwhile(active, session);
    }

    /** A switch that was made and not noted as a step, or was made by hand, is verified and not made again: it would lead back. */
    private Operator.Result switchOnce(String active, UpgradeSession session)
            throws IOException, JournalUnavailable, JournalBroken {
        return session.node().equals(Optional.of(active))
                ? operator.move(Optional.empty(), view -> meanwhile(view, active, session))
                : operator.verifyMoved(active);
    }

    /** Who gave the same step at once, or went on with it while this one stood still, has left another service behind. */
    private Optional<String> meanwhile(ClusterView view, String from, UpgradeSession session)
            throws JournalUnavailable, JournalBroken {
        boolean same = isPaused()
                && view.active().equals(Optional.of(from))
                && session()
                        .filter(now -> now.id().equals(session.id()) && now.done() == session.done())
                        .isPresent();
        return same
                ? Optional.empty()
                : Optional.of("another has gone on with this upgrade, moved the service or ended the pause meanwhile;"
                        + " see 'hamail upgrade'");
    }

    private static Operator.Result movedMeanwhile(String active, UpgradeSession session) {
        return Operator.Result.refused("the service is on " + active + ", and was on "
                + session.node().orElse("no known node") + " at the last step; move it back with 'hamail switch',"
                + " or 'hamail upgrade --abort' ends this upgrade");
    }

    private boolean isPaused() {
        return new ServiceSwitch(site.directory()).read() instanceof Reading.Known<ServiceState> known
                && known.value().position() == ServiceState.Switch.PAUSED;
    }

    private static Operator.Result idleNodeIsBack(ClusterView view, String active) {
        return view.eligible().isEmpty()
                ? Operator.Result.refused("the engine could use no other node than " + active)
                : Operator.Result.done("the engine could use " + view.eligible() + "; the service is on " + active);
    }

    private Optional<String> active() {
        try {
            return site.engine().status().active();
        } catch (EngineUnavailable e) {
            return Optional.empty();
        }
    }
}
