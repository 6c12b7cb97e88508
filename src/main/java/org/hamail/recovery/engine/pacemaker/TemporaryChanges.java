package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hamail.io.CommandRunner;
import org.hamail.recovery.engine.EngineUnavailable;
import org.hamail.time.Sleeper;

/** Puts what an action needs into the cluster's configuration and removes it; never what another monitoring server has put there. */
final class TemporaryChanges {
    private static final int REMOVALS = 5;
    private static final Duration BETWEEN_REMOVALS = Duration.ofSeconds(1);
    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final CrmShell shell;
    private final InstantSource clock;
    private final Sleeper pause;

    TemporaryChanges(CrmShell shell, InstantSource clock, Sleeper pause) {
        this.shell = shell;
        this.clock = clock;
        this.pause = pause;
    }

    /** {@code constraint} as a new one of the configuration. */
    CrmShell.CrmAnswer constrain(CommandRunner node, String constraint) throws EngineUnavailable {
        return shell.run(node, constraining(constraint));
    }

    static List<String> constraining(String constraint) {
        return List.of("cibadmin", "--create", "--scope", "constraints", "--xml-text", constraint);
    }

    /** {@code resource} with something new in it. */
    CrmShell.CrmAnswer change(CommandRunner node, String resource) throws EngineUnavailable {
        return shell.run(node, changing(resource));
    }

    static List<String> changing(String resource) {
        return List.of("cibadmin", "--modify", "--scope", "resources", "--xml-text", resource);
    }

    /**
     * Of two monitoring servers that began at the same moment, the one whose change the cluster took first goes on: that order is
     * the same for everybody. Empty when that is {@code mine}.
     */
    Optional<TemporaryChange> earlier(TemporaryChange mine, CrmShell.NodeStatus asked) throws EngineUnavailable {
        for (int i = 0; i < LOOKS; i++) {
            List<TemporaryChange> all = left(asked, one -> !one.isOver(clock.instant()));
            if (all.stream().anyMatch(one -> one.id().equals(mine.id()))) {
                return Optional.of(all.get(0)).filter(first -> !first.owner().equals(mine.owner()));
            }
            pause.sleep(BETWEEN_LOOKS); // the node that is asked does not show it yet
        }
        throw new EngineUnavailable(mine.id() + " is not in the configuration, although the cluster took it");
    }

    /**
     * Takes {@code one} away, and looks whether it is gone; on any node once {@code asked}, asked first, does not work. A node
     * may see a change a little later, and a cluster that is electing a new DC answers nothing.
     */
    boolean removed(TemporaryChange one, CrmShell.NodeStatus asked) {
        for (int i = 0; i < REMOVALS; i++) {
            if (i > 0) {
                pause.sleep(BETWEEN_REMOVALS);
            }
            if (isGone(one, i == 0 ? Optional.of(asked) : Optional.empty())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a node confirms it: {@code first}, or any that answers. */
    private boolean isGone(TemporaryChange one, Optional<CrmShell.NodeStatus> first) {
        try {
            CrmShell.NodeStatus asked = first.isPresent() ? first.get() : shell.queryCluster();
            delete(asked.node(), one);
            return left(asked, other -> other.id().equals(one.id())).isEmpty();
        } catch (EngineUnavailable e) {
            return false;
        }
    }

    /** What there is of hamail's, as {@code wanted} selects. */
    List<TemporaryChange> left(CrmShell.NodeStatus asked, Predicate<TemporaryChange> wanted) throws EngineUnavailable {
        return shell.configuration(asked, clock.instant()).temporaries().stream()
                .filter(wanted)
                .toList();
    }

    private void delete(CommandRunner node, TemporaryChange one) throws EngineUnavailable {
        shell.run(node, removing(one));
    }

    static List<String> removing(TemporaryChange one) {
        return List.of("cibadmin", "--delete-all", "--force", "--xpath", one.xpath());
    }
}
