package org.hamail.recovery.engine.pacemaker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamail.io.CommandRunner;
import org.hamail.model.ClusterView;
import org.hamail.recovery.engine.EngineUnavailable;

/**
 * Where the resource is and may be, by what the cluster shows of itself at one moment.
 *
 * @param owner of what this monitoring server puts into the cluster's configuration
 * @param temporary what is in force of it
 * @param moving whether anything is under way
 */
record CrmView(
        List<CommandRunner> nodes,
        String resource,
        String owner,
        CrmStatus status,
        Optional<TemporaryChange> temporary,
        boolean moving) {

    ClusterView of(CrmConfiguration configuration) throws EngineUnavailable {
        Optional<String> active = active();
        Map<String, String> unfit = unfit(active);
        return new ClusterView(
                active,
                state(active),
                eligible(active, unfit),
                status.quorum(),
                configuration.foreign(),
                unfit,
                temporary.map(this::objection).or(status::objection));
    }

    private List<String> eligible(Optional<String> active, Map<String, String> unfit) {
        return nodes.stream()
                .map(CommandRunner::name)
                .filter(name -> !active.equals(Optional.of(name)) && !unfit.containsKey(name))
                .toList();
    }

    private String objection(TemporaryChange temporary) {
        String whose = temporary.owner().equals(owner) ? "this" : "another";
        return "an action of " + whose + " monitoring server is still in progress: " + temporary.words();
    }

    private Map<String, String> unfit(Optional<String> active) {
        var unfit = new HashMap<String, String>();
        for (CommandRunner node : nodes) {
            String name = node.name();
            if (!status.nodes().contains(name)) {
                unfit.put(name, "is not a node of the cluster");
            } else if (status.unfit().containsKey(name) && !active.equals(Optional.of(name))) {
                unfit.put(name, status.unfit().getOrDefault(name, ""));
            }
        }
        return unfit;
    }

    private Optional<String> active() throws EngineUnavailable {
        Set<String> places = status.placement().places();
        if (places.isEmpty() || (places.size() > 1 && moving)) {
            return Optional.empty();
        }
        if (places.size() > 1) {
            throw new EngineUnavailable(resource + " is active on several nodes: "
                    + status.placement().locations());
        }
        return Optional.of(known(places.iterator().next()));
    }

    private String known(String node) throws EngineUnavailable {
        if (nodes.stream().noneMatch(one -> one.name().equals(node))) {
            throw new EngineUnavailable(
                    "the cluster has " + resource + " on a node that is not configured here: " + node);
        } else if (status.unclean().contains(node)) { // a dead node's resources are shown as started until it is fenced
            throw new EngineUnavailable(
                    node + ", which holds " + resource + ", is unclean: the cluster cannot tell what it does");
        }
        return node;
    }

    private ClusterView.State state(Optional<String> active) {
        if (status.hold().isPresent() || !status.placement().isManaged()) {
            return ClusterView.State.MAINTENANCE;
        } else if (moving) {
            return ClusterView.State.MOVING;
        }
        return active.isPresent() ? ClusterView.State.RUNNING : ClusterView.State.STOPPED;
    }
}
