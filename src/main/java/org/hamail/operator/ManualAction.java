package org.hamail.operator;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.operator.Operator.Result;
import org.hamail.recovery.ActionRunner;
import org.hamail.recovery.HistoryLoader;
import org.hamail.recovery.Site;
import org.hamail.recovery.SituationLoader;
import org.hamail.recovery.StormLedger;
import org.hamail.recovery.engine.ActionResult;
import org.hamail.recovery.engine.CommandPreview;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.recovery.engine.PlannedCommand;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;
import org.hamail.recovery.event.OperatorCommand;
import org.hamail.recovery.history.ActionTrace;
import org.hamail.recovery.history.FaultHistory;
import org.hamail.recovery.journal.Journal;
import org.hamail.recovery.journal.JournalBroken;
import org.hamail.recovery.journal.JournalUnavailable;

/** A restart or a move that a person wants, whatever the policy thinks; what the engine says still counts. */
final class ManualAction {
    private static final Duration LEDGER_PATIENCE = Duration.ofSeconds(10);

    private static final Telling NOTHING_WRITTEN = () -> {};

    private final Site site;
    private final OperatorCommand act;
    private final ActionPlan plan;

    /** What is to be done when the service is as the engine says. */
    interface ActionPlan {
        Intent intent(ClusterView view);

        /** Why it is not wanted any more, as things stand once nobody else acts; empty when it is. */
        default Optional<String> objection(ClusterView view) throws JournalUnavailable, JournalBroken {
            return Optional.empty();
        }

        /** Whether {@code earlier}, an action that was begun before and not ended, has done what is wanted if it was carried out. */
        default boolean isAlso(Intent earlier) {
            return false;
        }
    }

    /** {@code act} is what the journal keeps of the person's wish. */
    ManualAction(Site site, OperatorCommand act, ActionPlan plan) {
        this.site = site;
        this.act = act;
        this.plan = plan;
    }

    /** Says what would be done. */
    Result dryRun() throws JournalUnavailable, JournalBroken {
        return planned(new HistoryLoader(site).history().unfinished(), NOTHING_WRITTEN, intent -> {
            Optional<String> objection = intent.action() == Action.FAILOVER
                    ? site.engine()
                            .objectionToMove(
                                    intent.from().orElseThrow(), intent.to().orElseThrow())
                    : Optional.empty();
            return objection.map(Result::refused).orElseGet(() -> Result.done("would " + describe(intent))
                    .running(commands(intent)));
        });
    }

    private List<PlannedCommand> commands(Intent intent) {
        String from = intent.from().orElse("");
        CommandPreview preview = site.engine().preview();
        return intent.action() == Action.RESTART
                ? preview.restart(intent.daemon(), from)
                : preview.move(from, intent.to().orElse(""));
    }

    /** Does it and verifies it; for those who hold the worker's lock. */
    Result carryOut() throws JournalUnavailable, JournalBroken {
        var runner = new ActionRunner(site);
        List<ActionTrace> leftover = runner.unfinished();
        return runner.resolve(leftover)
                ? planned(leftover, this::told, this::run)
                : Result.refused("the outcome of an earlier action is unknown, and the engine does not tell it");
    }

    private interface NextAct {
        Result of(Intent intent) throws JournalUnavailable, JournalBroken;
    }

    private interface Telling {
        void done() throws JournalUnavailable, JournalBroken;
    }

    private Result planned(List<ActionTrace> leftover, Telling telling, NextAct next)
            throws JournalUnavailable, JournalBroken {
        try {
            return planned(site.engine().status(), leftover, telling, next);
        } catch (EngineUnavailable e) {
            return Result.refused("the engine does not answer: " + e.getMessage());
        }
    }

    private Result planned(ClusterView view, List<ActionTrace> leftover, Telling telling, NextAct next)
            throws JournalUnavailable, JournalBroken {
        Optional<ActionTrace> carriedOut = notTold(leftover).stream()
                .filter(earlier -> isCarriedOut(earlier.intent(), view))
                .findFirst();
        if (carriedOut.isPresent()) {
            telling.done();
            return nothingMore(carriedOut.get());
        }
        Intent intent = plan.intent(view);
        Optional<String> obstacle = plan.objection(view).or(() -> intent.obstacle(view));
        return obstacle.isPresent() ? Result.refused(obstacle.get()) : next.of(intent);
    }

    private boolean isCarriedOut(Intent earlier, ClusterView view) {
        return plan.isAlso(earlier) && view.active().equals(earlier.to());
    }

    /** What came to its end since, or before by another hand, without a word to the person who wanted it. */
    private List<ActionTrace> notTold(List<ActionTrace> leftover) throws JournalUnavailable, JournalBroken {
        return leftover.isEmpty() ? UnfinishedManualAction.of(site).stream().toList() : leftover;
    }

    /** The journal keeps that the person asked, and so was told: the next time the same words want another action. */
    private void told() throws JournalUnavailable, JournalBroken {
        try (Journal journal = site.openJournalPatiently()) {
            journal.append(act);
        }
    }

    /** The person asked for what an earlier command has done, which did not live to say so: another move would lead back. */
    private Result nothingMore(ActionTrace earlier) throws JournalUnavailable, JournalBroken {
        Optional<ActionTrace> ended = asItStandsNow(earlier);
        String what = words(earlier);
        if (ended.filter(ActionTrace::bad).isPresent()) {
            return Result.failed(what + " has ended, and the service does not work there; nothing more was done;"
                    + " see 'hamail history'");
        }
        return Result.done(
                ended.filter(ActionTrace::good).isPresent()
                        ? what + " has ended; nothing more was done"
                        : what + " was carried out; would verify the service there, and do nothing more");
    }

    private static String words(ActionTrace move) {
        return "the " + (move.manual() ? "switch" : "failover") + " to "
                + move.intent().to().orElse("?") + " that was begun at "
                + move.begun().time();
    }

    private Optional<ActionTrace> asItStandsNow(ActionTrace earlier) throws JournalUnavailable, JournalBroken {
        String id = earlier.intent().id();
        return new HistoryLoader(site)
                .history().actions().stream()
                        .filter(trace -> trace.intent().id().equals(id))
                        .findFirst();
    }

    private Result run(Intent intent) throws JournalUnavailable, JournalBroken {
        String aside = noteForOthers(); // before the journal, for which event handlers wait
        try (Journal journal = site.openJournalPatiently()) {
            if (hasUnfinished(journal)) {
                return Result.refused("the outcome of an earlier action is not known yet");
            }
            journal.append(act);
            journal.append(intent);
        }
        return result(intent, new ActionRunner(site).run(intent), aside);
    }

    private boolean hasUnfinished(Journal journal) throws JournalUnavailable, JournalBroken {
        FaultHistory history =
                new SituationLoader(site).history(journal, site.moments().now());
        return !history.unfinished().isEmpty();
    }

    /** A service that works is not enough for a person who wanted it restarted, and was refused that. */
    private static Result result(Intent intent, ActionRunner.ActionEnding ending, String aside) {
        String what = describe(intent);
        if (ending.result().end() == ActionResult.End.NOT_TRIED) {
            return Result.refused(ending.result().detail() + ", nothing was tried" + aside);
        }
        boolean refused = ending.result().end() == ActionResult.End.FAILED;
        if (!ending.verified()) {
            return Result.failed(
                    (refused ? "could not " : "not verified: tried to ") + what + "; see 'hamail history'" + aside);
        }
        return refused && intent.action() == Action.RESTART
                ? Result.failed("could not " + what + ", but the service works: "
                        + ending.result().detail() + aside)
                : Result.done("verified: " + past(intent) + aside);
    }

    /** Finds out first how an action ended whose worker, or whose person's command, did not live to say so. */
    static boolean resolveOrphans(Site site) throws JournalUnavailable, JournalBroken {
        var runner = new ActionRunner(site);
        return runner.resolve(runner.unfinished());
    }

    /** Other logical hosts are held back by what a person does, too; by a ledger that cannot be written they are anyway. */
    private String noteForOthers() {
        Duration interval = site.settings().stormInterval();
        try (StormLedger ledger =
                StormLedger.open(site.stateDir(), LEDGER_PATIENCE).orElse(null)) {
            Optional<String> trouble = ledger == null
                    ? Optional.of(StormLedger.LOCKED)
                    : ledger.note(site.logicalHost(), site.moments().now(), interval);
            return trouble.map(what -> " (" + what + ")").orElse("");
        } catch (IOException e) {
            return " (" + e.getMessage() + ")";
        }
    }

    private static String past(Intent intent) {
        String what = describe(intent);
        return (intent.action() == Action.RESTART ? "restarted" : "moved") + what.substring(what.indexOf(' '));
    }

    private static String describe(Intent intent) {
        return intent.action() == Action.RESTART
                ? "restart " + intent.daemon() + " on " + intent.from().orElse("?")
                : "move from " + intent.from().orElse("?") + " to "
                        + intent.to().orElse("?");
    }
}
