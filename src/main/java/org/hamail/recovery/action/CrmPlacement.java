package org.hamail.recovery.action;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/**
 * Where one group, or one primitive, of a cluster is: as it is now, or as a dry run says that it would be.
 *
 * @param resource its name
 * @param members what the group consists of, or the primitive alone
 */
record CrmPlacement(String resource, List<Member> members) {
    CrmPlacement {
        members = List.copyOf(members);
    }

    /** One resource: its role, the nodes on which it is active, and what is the matter with it. */
    record Member(String id, String role, Set<String> nodes, boolean managed, boolean blocked, boolean pending) {
        private boolean isStartedOn(String node) {
            return role.equals("Started") && nodes.equals(Set.of(node)) && !blocked && !pending;
        }

        private boolean isInTransition() {
            return pending || !List.of("Started", "Stopped").contains(role);
        }

        private boolean isStopped() {
            return role.equals("Stopped") && nodes.isEmpty() && !pending;
        }

        private String whereabouts() {
            String places = nodes.isEmpty() ? "" : " on " + String.join(", ", nodes);
            return id + " is " + role + places + (blocked ? " and blocked" : "");
        }
    }

    /** From the {@code <resources>} of crm_mon(8) or crm_simulate(8). */
    static CrmPlacement read(Element resources, String name) throws EngineSilent {
        for (Element group : CrmXml.children(resources, "group")) {
            List<Element> all = CrmXml.children(group, "resource");
            if (group.getAttribute("id").equals(name) && !all.isEmpty()) {
                boolean managed = CrmXml.is(group, "managed");
                return new CrmPlacement(
                        name, all.stream().map(one -> member(one, managed)).toList());
            }
        }
        for (Element one : CrmXml.children(resources, "resource")) {
            if (one.getAttribute("id").equals(name)) {
                return new CrmPlacement(name, List.of(member(one, true)));
            }
        }
        throw new EngineSilent("the cluster has no group or primitive " + name);
    }

    private static Member member(Element resource, boolean groupManaged) {
        return new Member(
                resource.getAttribute("id"),
                resource.getAttribute("role"),
                CrmXml.children(resource, "node").stream()
                        .map(node -> node.getAttribute("name"))
                        .collect(Collectors.toUnmodifiableSet()),
                groupManaged && CrmXml.is(resource, "managed"),
                CrmXml.is(resource, "blocked"),
                !resource.getAttribute("pending").isEmpty());
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
        return members.stream().allMatch(Member::isStopped);
    }

    boolean isInTransition() {
        return members.stream().anyMatch(Member::isInTransition);
    }

    /** The cluster has given up on a member: a stop failed, and only people or fencing can go on from there. */
    boolean isBlocked() {
        return members.stream().anyMatch(Member::blocked);
    }

    boolean isManaged() {
        return members.stream().allMatch(member -> member.managed() || member.blocked());
    }

    /** In a sentence for people: what is where. */
    String whereabouts() {
        return members.stream().map(Member::whereabouts).collect(Collectors.joining("; "));
    }
}
