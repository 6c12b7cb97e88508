package org.hamail.recovery.engine.pacemaker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;

/**
 * Where one group, or one primitive, of a cluster is: as it is now, or as a dry run says that it would be.
 *
 * @param resource its name
 * @param members what the group consists of, or the primitive alone
 */
record CrmPlacement(String resource, List<CrmMember> members) {
    CrmPlacement {
        members = List.copyOf(members);
    }

    /** From the {@code <resources>} of crm_mon(8) or crm_simulate(8), which is {@code what}. */
    static CrmPlacement read(String what, Element resources, String name) throws EngineUnavailable {
        for (Element group : CrmXml.children(resources, "group")) {
            if (group.getAttribute("id").equals(name)
                    && !CrmXml.children(group, "resource").isEmpty()) {
                return new CrmPlacement(name, members(what, group));
            }
        }
        for (Element one : CrmXml.children(resources, "resource")) {
            if (one.getAttribute("id").equals(name)) {
                return new CrmPlacement(name, List.of(CrmMember.of(what, one, true)));
            }
        }
        throw new EngineUnavailable("the cluster has no group or primitive " + name);
    }

    private static List<CrmMember> members(String what, Element group) throws EngineUnavailable {
        boolean managed = CrmXml.says(what, group, "managed");
        var members = new ArrayList<CrmMember>();
        for (Element one : CrmXml.children(group, "resource")) {
            members.add(CrmMember.of(what, one, managed));
        }
        return members;
    }

    /** The names under which a constraint or a failure can mean it. */
    Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        ids.add(resource);
        members.forEach(member -> ids.add(member.id()));
        return ids;
    }

    /** The nodes on which something of it is active. */
    Set<String> places() {
        return members.stream().flatMap(member -> member.nodes().stream()).collect(Collectors.toSet());
    }

    boolean isStartedOn(String node) {
        return members.stream().allMatch(member -> member.isStartedOn(node));
    }

    boolean isStarted() {
        return places().size() == 1 && isStartedOn(places().iterator().next());
    }

    boolean isStopped() {
        return members.stream().allMatch(CrmMember::isStopped);
    }

    boolean isInTransition() {
        return members.stream().anyMatch(CrmMember::isInTransition);
    }

    /** The cluster has given up on a member: a stop failed, and only people or fencing can go on from there. */
    boolean isBlocked() {
        return members.stream().anyMatch(CrmMember::blocked);
    }

    boolean isManaged() {
        return members.stream().allMatch(member -> member.managed() || member.blocked());
    }

    /** Whether it is a group, not a primitive alone. */
    boolean isGroup() {
        return members.size() != 1 || !members.get(0).id().equals(resource);
    }

    /** Why nothing may be done with it as a whole, although it runs: a member that somebody has taken out. */
    Optional<String> objection() {
        List<String> disabled = disabled();
        List<String> unmanaged = unmanaged();
        if (!unmanaged.isEmpty()) {
            return Optional.of(String.join(", ", unmanaged));
        }
        if (disabled.size() == members.size()) {
            return Optional.of(members.get(0).disabled() + howToStart());
        }
        return disabled.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", disabled));
    }

    private String howToStart() {
        return "; 'hamail on' starts what 'hamail off' has stopped, otherwise 'crm_resource --resource " + resource
                + " --meta --delete-parameter target-role' does";
    }

    private List<String> disabled() {
        return members.stream()
                .filter(CrmMember::isDisabled)
                .map(CrmMember::disabled)
                .toList();
    }

    private List<String> unmanaged() {
        return members.stream()
                .filter(member -> !member.managed() && !member.blocked())
                .map(member -> member.id() + " is not managed by the cluster")
                .toList();
    }

    /** In a sentence for people: what is where. */
    String locations() {
        return members.stream().map(CrmMember::location).collect(Collectors.joining("; "));
    }
}
