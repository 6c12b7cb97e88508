package org.hamail.recovery.engine.pacemaker;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;

/** One resource: its role, the nodes on which it is active, and what is the matter with it. */
record CrmMember(
        String id,
        String role,
        Set<String> nodes,
        boolean managed,
        boolean blocked,
        boolean pending,
        Optional<String> targetRole) {
    /** As crm_mon shows it; {@code what} names the report for messages. */
    static CrmMember of(String what, Element resource, boolean groupManaged) throws EngineUnavailable {
        return new CrmMember(
                resource.getAttribute("id"),
                resource.getAttribute("role"),
                nodes(resource),
                CrmXml.says(what, resource, "managed") && groupManaged,
                CrmXml.says(what, resource, "blocked"),
                !resource.getAttribute("pending").isEmpty(),
                Optional.of(resource.getAttribute("target_role")).filter(role -> !role.isEmpty()));
    }

    private static Set<String> nodes(Element resource) {
        return CrmXml.children(resource, "node").stream()
                .map(node -> node.getAttribute("name"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether somebody has told the cluster to leave it stopped. */
    boolean isDisabled() {
        return targetRole.map(role -> role.equalsIgnoreCase("stopped")).orElse(false);
    }

    String disabled() {
        return id + " is disabled (target-role=" + targetRole.orElse("") + ")";
    }

    boolean isStartedOn(String node) {
        return role.equals("Started") && nodes.equals(Set.of(node)) && !blocked && !pending;
    }

    boolean isInTransition() {
        return pending || !List.of("Started", "Stopped").contains(role);
    }

    boolean isStopped() {
        return role.equals("Stopped") && nodes.isEmpty() && !pending;
    }

    String location() {
        String places = nodes.isEmpty() ? "" : " on " + String.join(", ", nodes);
        return id + " is " + role + places + (blocked ? " and blocked" : "");
    }
}
