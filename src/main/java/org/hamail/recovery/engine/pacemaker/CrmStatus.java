package org.hamail.recovery.engine.pacemaker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;

/**
 * What crm_mon(8) says of the cluster and of one group, or one primitive, in it.
 *
 * @param dc the node that decides; empty while none is elected
 * @param hold why the cluster would do nothing, such as its maintenance mode; empty when it would
 * @param nodeStates what is said of each node
 * @param busy the resources of the whole cluster with which something is just being done
 * @param placement where the group's members are
 */
record CrmStatus(
        Optional<String> dc,
        boolean quorum,
        Optional<String> hold,
        NodeStates nodeStates,
        Set<String> busy,
        CrmPlacement placement) {
    static final String CRM_MON = "crm_mon";

    CrmStatus {
        busy = Set.copyOf(busy);
    }

    Set<String> nodes() {
        return nodeStates.nodes();
    }

    Map<String, String> unfit() {
        return nodeStates.unfit();
    }

    Set<String> unclean() {
        return nodeStates.unclean();
    }

    Set<String> joining() {
        return nodeStates.joining();
    }

    /** Why nothing at all may be done with the resource now: what is not over would stop it and never start it. */
    Optional<String> objection() {
        if (!unclean().isEmpty()) {
            return Optional.of(names(unclean()) + " unclean: the cluster starts nothing until it is known to be dead");
        }
        if (!joining().isEmpty()) {
            return Optional.of(names(joining()) + " pending: it has not joined the cluster yet");
        }
        return hold.or(placement::objection);
    }

    private static String names(Set<String> nodes) {
        return nodes.stream().sorted().collect(Collectors.joining(", ")) + (nodes.size() == 1 ? " is" : " are");
    }

    /** {@code text} as {@code crm_mon -1 --inactive --output-as=xml} prints it; exit 0 alone does not mean that data came. */
    static CrmStatus read(String text, String resource) throws EngineUnavailable {
        Element root = CrmXml.parse(CRM_MON, text);
        for (Element error : CrmXml.below(root, "error")) {
            throw new EngineUnavailable(CRM_MON + " says: " + shown(error.getTextContent()));
        }
        Element summary = CrmXml.child(CRM_MON, root, "summary");
        Element dc = CrmXml.child(CRM_MON, summary, "current_dc");
        Element resources = CrmXml.child(CRM_MON, root, "resources");
        CrmPlacement placement = CrmPlacement.read(CRM_MON, resources, resource);
        return new CrmStatus(
                Optional.of(dc.getAttribute("name")).filter(name -> CrmXml.is(dc, "present") && !name.isEmpty()),
                CrmXml.is(dc, "with_quorum"),
                hold(summary),
                NodeStates.read(root, placement.ids()),
                busy(resources),
                placement);
    }

    private static Set<String> busy(Element resources) {
        return CrmXml.below(resources, "resource").stream()
                .filter(one -> !one.getAttribute("pending").isEmpty()
                        || one.getAttribute("role").endsWith("ing"))
                .map(one -> one.getAttribute("id"))
                .collect(Collectors.toSet());
    }

    private static Optional<String> hold(Element summary) throws EngineUnavailable {
        Element options = CrmXml.child(CRM_MON, summary, "cluster_options");
        if (CrmXml.says(CRM_MON, options, "maintenance-mode")) {
            return Optional.of("the cluster is in maintenance mode");
        }
        return CrmXml.says(CRM_MON, options, "stop-all-resources")
                ? Optional.of("the cluster is told to stop all resources")
                : Optional.empty();
    }

    static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "...";
    }
}
