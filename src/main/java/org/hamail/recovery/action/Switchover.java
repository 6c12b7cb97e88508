package org.hamail.recovery.action;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.hamail.time.Deadline;
import org.hamail.time.Ticker;

/**
 * A planned move: ask the scheduler what it would do, draw the resource over with a constraint of ours that loses its effect
 * by itself, wait, take the constraint away, wait again, look. {@code crm_resource --move} alone would promise nothing: it
 * exits with 0 also where the target is offline, and moves when somebody brings it back.
 */
final class Switchover {
    private static final int REMOVALS = 5;
    private static final Duration BETWEEN_REMOVALS = Duration.ofSeconds(1);
    private static final Duration LOOK_BACK = Duration.ofSeconds(60);

    private final CrmShell shell;
    private final String resource;
    private final Duration limit;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Pause pause;

    Switchover(CrmShell shell, String resource, Duration limit, InstantSource clock, Ticker ticker, Pause pause) {
        this.shell = shell;
        this.resource = resource;
        this.limit = limit;
        this.clock = clock;
        this.ticker = ticker;
        this.pause = pause;
    }

    /** {@code from} holds it now, {@code to} may take it, nothing is in transition: the engine has looked. */
    ActionResult move(Reach node, String from, String to) {
        String constraint =
                CrmConstraints.draw(resource, to, clock.instant().plus(limit).plus(LOOK_BACK));
        try {
            rehearse(node, constraint, to);
            CrmShell.Answer created = constraints(node, "--create", constraint);
            if (!created.isComplete()) {
                return uncertain("cibadmin exited with " + created.code(), from);
            } else if (created.code() != 0) { // 108, for one: the constraint of another move is there
                return ActionResult.failed("the cluster refused the constraint (" + created.code() + ")");
            }
        } catch (Refused e) {
            return ActionResult.failed(String.valueOf(e.getMessage()));
        } catch (EngineSilent e) {
            return uncertain(String.valueOf(e.getMessage()), from);
        }
        var wait = new CrmWait(shell, pause);
        String news;
        try {
            CrmPlacement reached = wait.until(where -> where.isStartedOn(to), Deadline.after(limit, ticker))
                    .placement();
            news = reached.isStartedOn(to)
                    ? "it was started on " + to
                    : "it did not get to " + to + ": " + reached.whereabouts();
        } catch (EngineSilent e) {
            news = String.valueOf(e.getMessage());
        }
        if (!removed()) {
            return new ActionResult(
                    ActionResult.End.INDETERMINATE,
                    news + "; the constraint " + CrmConstraints.id(resource) + " could not be removed");
        }
        return judged(wait, news, from, to);
    }

    /** What the scheduler would do is the only thing that knows every rule of this cluster. */
    private void rehearse(Reach node, String constraint, String to) throws Refused {
        CrmPlacement placement;
        try {
            String cib = shell.run(node, List.of("cibadmin", "--query")).expected();
            String answer = shell.run(
                            node,
                            List.of("crm_simulate", "--xml-pipe", "--simulate", "--output-as=xml"),
                            CrmConstraints.with(constraint, cib),
                            CrmShell.TOOL_LIMIT)
                    .expected();
            placement = CrmPlacement.read(
                    CrmXml.child(
                            "crm_simulate",
                            CrmXml.child(
                                    "crm_simulate", CrmXml.parse("crm_simulate", answer), "revised_cluster_status"),
                            "resources"),
                    resource);
        } catch (EngineSilent e) {
            throw new Refused("nothing was tried, because the dry run failed: " + e.getMessage());
        }
        if (!placement.isStartedOn(to)) {
            throw new Refused("nothing was tried, because the cluster would not put it on " + to + ": "
                    + placement.whereabouts());
        }
    }

    /** After a doubtful beginning: what has changed is what the constraints say. */
    private ActionResult uncertain(String reason, String from) {
        return removed()
                ? judged(new CrmWait(shell, pause), reason, from, "")
                : new ActionResult(
                        ActionResult.End.INDETERMINATE,
                        reason + "; whether the constraint " + CrmConstraints.id(resource)
                                + " is there cannot be told");
    }

    private ActionResult judged(CrmWait wait, String news, String from, String to) {
        try {
            CrmWait.End end = wait.until(
                    where -> where.isStartedOn(to) || where.isStartedOn(from), Deadline.after(LOOK_BACK, ticker));
            String detail = news + "; in the end " + end.placement().whereabouts();
            if (!end.idle()) {
                return new ActionResult(ActionResult.End.INDETERMINATE, detail + "; the cluster is still busy");
            } else if (end.placement().isStartedOn(to)) {
                return new ActionResult(ActionResult.End.DONE, detail);
            }
            boolean back = end.placement().isStartedOn(from);
            return new ActionResult(back ? ActionResult.End.FAILED : ActionResult.End.INDETERMINATE, detail);
        } catch (EngineSilent e) {
            return new ActionResult(ActionResult.End.INDETERMINATE, news + "; " + e.getMessage());
        }
    }

    /** Takes our constraint away, and looks whether it is gone; on any node, since the one asked before may be the sick one. */
    boolean removed() {
        for (int i = 0; i < REMOVALS; i++) {
            try {
                Reach node = shell.listen().node();
                constraints(node, "--delete", CrmConstraints.name(resource));
                String left = shell.run(node, CrmShell.CONSTRAINTS).expected();
                if (CrmConstraints.read(left, resource, Set.of(), clock.instant())
                        .ours()
                        .isEmpty()) {
                    return true;
                }
            } catch (EngineSilent e) {
                pause.sleep(BETWEEN_REMOVALS); // the cluster may be electing a new DC
            }
        }
        return false;
    }

    private CrmShell.Answer constraints(Reach node, String command, String constraint) throws EngineSilent {
        return shell.run(node, List.of("cibadmin", command, "--scope", "constraints", "--xml-text", constraint));
    }

    /** Before anything was changed. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
