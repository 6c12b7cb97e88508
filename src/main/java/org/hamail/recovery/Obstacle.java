package org.hamail.recovery;

import java.util.Optional;
import org.hamail.model.ClusterView;
import org.hamail.recovery.event.Action;
import org.hamail.recovery.event.Intent;

/** What the engine says that stands against an action. */
public final class Obstacle {
    private Obstacle() {}

    /** The first reason not to carry out {@code intent}; empty when the engine may be told to. */
    public static Optional<String> to(Intent intent, ClusterView view) {
        if (view.active().isEmpty() || view.state() != ClusterView.State.RUNNING) {
            return Optional.of("the service is not running on a node: " + view.state()
                    + view.objection().map(reason -> ": " + reason).orElse(""));
        }
        if (!view.quorum()) {
            return Optional.of("the cluster has no quorum");
        }
        if (view.objection().isPresent()) {
            return view.objection();
        }
        if (intent.action() == Action.RESTART) {
            return Optional.empty();
        }
        if (view.foreignConstraint().isPresent()) {
            return Optional.of("a move constraint of somebody else is in force: "
                    + view.foreignConstraint().get());
        }
        if (intent.to().isEmpty()) {
            return Optional.of("no node is eligible" + (view.whyNot().isEmpty() ? "" : ": " + view.whyNot()));
        }
        return view.eligible().contains(intent.to().get())
                ? Optional.empty()
                : Optional.of(unfit(intent.to().get(), view));
    }

    private static String unfit(String node, ClusterView view) {
        String reason = view.unfit().get(node);
        return "node " + node + " is not eligible" + (reason == null ? "" : ": it " + reason) + "; eligible: "
                + (view.eligible().isEmpty() ? "none" : String.join(", ", view.eligible()));
    }
}
