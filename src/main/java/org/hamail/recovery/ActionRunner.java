package org.hamail.recovery;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Event;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.Moment;
import org.hamail.recovery.event.Outcome;
import org.hamail.recovery.event.Verification;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;
import org.hamail.recovery.verify.Verifier;

/** Carries a recorded intent to its end: the engine's action, its outcome, and the verification, each written down at once. */
public final class ActionRunner {
    private static final int DETAIL_LIMIT = 2000;

    private final Site site;

    public ActionRunner(Site site) {
        this.site = site;
    }

    /**
     * How an action ended.
     *
     * @param result what the engine said
     * @param verified whether the service was seen to work afterwards
     */
    public record ActionEnding(ActionResult result, boolean verified) {}

    /** Does what {@code intent} says. */
    public ActionEnding run(Intent intent) throws JournalUnavailable, JournalBroken {
        Moment begun = site.moments().now();
        ActionResult result = begun(
                intent,
                intent.action() == Action.RESTART
                        ? site.engine().restart(intent.daemon(), intent.from().orElseThrow())
                        : site.engine()
                                .move(intent.from().orElseThrow(), intent.to().orElseThrow()));
        Duration time = site.moments().now().since(begun);
        noteEnd(intent, result, time);
        return new ActionEnding(
                result,
                switch (result.end()) {
                    case DONE -> verify(intent, result.elsewhere().orElseGet(() -> expectedNode(intent)));
                    case FAILED -> lookAfterRefusal(intent, cut(result.detail()), time);
                    case INDETERMINATE -> settleAndVerify(intent);
                    case NOT_TRIED -> false;
                });
    }

    /** What was not begun because somebody else has moved the service is a refusal like any other. */
    private ActionResult begun(Intent intent, ActionResult result) {
        if (result.end() != ActionResult.End.NOT_TRIED) {
            return result;
        }
        Optional<String> node = SettledView.of(site).node();
        return node.isEmpty() || node.equals(intent.from()) ? result : ActionResult.failed(result.detail());
    }

    /** Of a refusal only a look at the service tells whether it is a failure. */
    private void noteEnd(Intent intent, ActionResult result, Duration time) throws JournalUnavailable, JournalBroken {
        switch (result.end()) {
            case DONE -> append(Outcome.of(intent.id(), Outcome.Result.DONE, cut(placed(result)), time));
            case INDETERMINATE ->
                append(Outcome.of(intent.id(), Outcome.Result.INDETERMINATE, cut(result.detail()), time));
            case NOT_TRIED -> giveUp(intent, result.detail());
            case FAILED -> {}
        }
    }

    /** What the engine said, with the node that holds the service now where that is not the intended one. */
    private static String placed(ActionResult result) {
        return result.elsewhere()
                .filter(node -> !result.detail().endsWith(Outcome.MOVED + node))
                .map(node -> result.detail() + Outcome.MOVED + node)
                .orElseGet(result::detail);
    }

    /** Writes down that {@code intent} was given up before anything was done, and why. */
    void giveUp(Intent intent, String reason) throws JournalUnavailable, JournalBroken {
        append(Outcome.notTried(intent.id(), cut(reason)));
    }

    /**
     * Finds out how an action ended whose worker did not live to say so. It is never repeated: the engine is asked where the
     * service is, then the service is looked at.
     *
     * @return whether that could be found out; if not, everything stays as it is for the next worker
     */
    boolean resolve(ActionTrace orphan) throws JournalUnavailable, JournalBroken {
        SettledView settled = SettledView.of(site);
        if (settled.view().isEmpty()) {
            return false;
        }
        Intent intent = orphan.intent();
        if (orphan.outcome().isEmpty()) {
            ClusterView view = settled.view().get();
            String where = view.active().map(node -> "on " + node).orElse("nowhere");
            append(new Outcome(
                    intent.id(),
                    Outcome.Result.INDETERMINATE,
                    Outcome.FOUND_LATER + "; the service is " + where + notAsIntended(intent, view) + ", "
                            + view.state(),
                    BigDecimal.ZERO));
        }
        verifyAt(intent, settled, orphan.outcome().isEmpty() ? "" : Outcome.FOUND_LATER + "; ");
        return true;
    }

    private static String notAsIntended(Intent intent, ClusterView view) {
        Optional<String> intended = intent.action() == Action.FAILOVER ? intent.to() : intent.from();
        return intended.isEmpty() || intended.equals(view.active())
                ? ""
                : ", not on " + intended.get() + " as intended";
    }

    /**
     * The actions without a known end, for the holder of the worker's lock. Opening the journal ends a last record that is whole
     * but for its line end, which a killed worker may leave and a reader passes over: it may be the outcome.
     */
    public List<ActionTrace> unfinished() throws JournalUnavailable, JournalBroken {
        try (Journal journal = site.openJournalPatiently()) {
            return new SituationLoader(site)
                    .history(journal, site.moments().now())
                    .unfinished();
        }
    }

    /** The same for each of {@code orphans}; whether all of them could be brought to an end. */
    public boolean resolve(List<ActionTrace> orphans) throws JournalUnavailable, JournalBroken {
        try {
            site.engine().endWhatWasLeft();
        } catch (EngineUnavailable e) {
            // what is still there, or cannot be asked about, keeps the gate 'engine' closed
        }
        boolean resolved = true;
        for (ActionTrace orphan : orphans) {
            resolved &= resolve(orphan);
        }
        return resolved;
    }

    private boolean settleAndVerify(Intent intent) throws JournalUnavailable, JournalBroken {
        return verifyAt(intent, SettledView.of(site), "");
    }

    private boolean verifyAt(Intent intent, SettledView settled, String before)
            throws JournalUnavailable, JournalBroken {
        Optional<String> node = settled.node();
        if (node.isEmpty()) {
            append(new Verification(intent.id(), false, cut(before + "nothing to look at: " + settled.seen())));
            return false;
        }
        return verify(intent, node.get(), before);
    }

    private boolean verify(Intent intent, String node) throws JournalUnavailable, JournalBroken {
        return verify(intent, node, "");
    }

    private boolean verify(Intent intent, String node, String before) throws JournalUnavailable, JournalBroken {
        Verifier.Verdict verdict = site.verifier().verify(node);
        append(new Verification(intent.id(), verdict.ok(), cut(before + verdict.detail())));
        return verdict.ok();
    }

    /**
     * A refusal is no failure when somebody else was first: then the service has been moved, and gets the time that any moved
     * service gets, or was restarted and is well already. A move that was refused and that nobody else made has failed. Whether
     * somebody else was first cannot be told while the service still moves or the engine is silent: whoever can tell later, does.
     */
    private boolean lookAfterRefusal(Intent intent, String refusal, Duration time)
            throws JournalUnavailable, JournalBroken {
        SettledView settled = SettledView.afterRefusal(site);
        if (settled.view().isEmpty()) {
            append(Outcome.of(intent.id(), Outcome.Result.INDETERMINATE, refusal + "; then " + settled.seen(), time));
            return false;
        }
        append(Outcome.of(intent.id(), Outcome.Result.FAILED, refusal, time));
        Optional<String> node = settled.node();
        if (node.isEmpty()) {
            return false;
        }
        if (!node.equals(intent.from())) {
            return verify(intent, node.get());
        }
        if (intent.action() == Action.FAILOVER) {
            return false;
        }
        Verifier.Verdict verdict = site.verifier().round(node.get());
        if (verdict.ok()) {
            append(new Verification(
                    intent.id(), true, cut("refused, but served on " + node.get() + ": " + verdict.detail())));
        }
        return verdict.ok();
    }

    private String expectedNode(Intent intent) {
        return (intent.action() == Action.FAILOVER ? intent.to() : intent.from()).orElseThrow();
    }

    private void append(Event event) throws JournalUnavailable, JournalBroken {
        try (Journal journal = site.openJournalPatiently()) {
            journal.append(event);
        }
    }

    private static String cut(String text) {
        if (text.length() <= DETAIL_LIMIT) {
            return text;
        }
        boolean splits = Character.isHighSurrogate(text.charAt(DETAIL_LIMIT - 1));
        return text.substring(0, splits ? DETAIL_LIMIT - 1 : DETAIL_LIMIT);
    }
}
