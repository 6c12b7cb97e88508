package org.hamail.recovery.engine.pacemaker;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    private static final String CRM_MON = "crm_mon";

    /** What the score -INFINITY is in numbers: only that is a ban. */
    private static final long MINUS_INFINITY = -1_000_000;

    CrmStatus {
        busy = Set.copyOf(busy);
    }

    /**
     * The nodes of the cluster.
     *
     * @param unfit the reason against each node that cannot take the resource; no entry for one that can
     * @param unclean the nodes of which nobody knows whether they are dead
     * @param joining the nodes that are pending: known to Corosync, and not yet of the cluster
     */
    record NodeStates(Set<String> nodes, Map<String, String> unfit, Set<String> unclean, Set<String> joining) {
        /** {@code ids} are the resource and its members. */
        static NodeStates read(Element root, Set<String> ids) throws EngineUnavailable {
            var nodes = new LinkedHashSet<String>();
            var unfit = new LinkedHashMap<String, String>();
            var unclean = new LinkedHashSet<String>();
            var joining = new LinkedHashSet<String>();
            for (Element node : CrmXml.children(CrmXml.child(CRM_MON, root, "nodes"), "node")) {
                String name = node.getAttribute("name");
                nodes.add(name);
                trouble(node).ifPresent(reason -> unfit.put(name, reason));
                if (CrmXml.says(CRM_MON, node, "unclean")) {
                    unclean.add(name);
                }
                if (CrmXml.says(CRM_MON, node, "pending")) {
                    joining.add(name);
                }
            }
            failures(root, ids, unfit);
            bans(root, ids, unfit);
            return new NodeStates(Set.copyOf(nodes), Map.copyOf(unfit), Set.copyOf(unclean), Set.copyOf(joining));
        }
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

    private static Optional<String> trouble(Element node) {
        if (!CrmXml.is(node, "online")) {
            return Optional.of("is offline");
        }
        for (String mark : List.of("unclean", "pending", "standby", "standby_onfail", "maintenance", "shutdown")) {
            if (CrmXml.is(node, mark)) {
                return Optional.of("is marked '" + mark + "'");
            } else if (!node.getAttribute(mark).equals("false")) {
                return Optional.of("is not known to be free of '" + mark + "'");
            }
        }
        return Optional.empty();
    }

    /** A node on which a member has failed as often as it may gets it no more, until somebody cleans that up. */
    private static void failures(Element root, Set<String> ids, Map<String, String> unfit) throws EngineUnavailable {
        for (Element history : CrmXml.children(root, "node_history")) {
            for (Element node : CrmXml.children(history, "node")) {
                for (Element resource : CrmXml.children(node, "resource_history")) {
                    if (ids.contains(resource.getAttribute("id"))
                            && number(resource, "fail-count") >= number(resource, "migration-threshold")) {
                        String reason = "is blocked: the fail-count of " + resource.getAttribute("id")
                                + " has reached its migration-threshold";
                        unfit.putIfAbsent(node.getAttribute("name"), reason);
                    }
                }
            }
        }
    }

    /** crm_mon lists every location constraint with a negative score there; one above -INFINITY only dislikes the node. */
    private static void bans(Element root, Set<String> ids, Map<String, String> unfit) throws EngineUnavailable {
        for (Element bans : CrmXml.children(root, "bans")) {
            for (Element ban : CrmXml.children(bans, "ban")) {
                if (ids.contains(ban.getAttribute("resource")) && isBan(ban)) {
                    unfit.putIfAbsent(ban.getAttribute("node"), "is banned by " + ban.getAttribute("id"));
                }
            }
        }
    }

    private static boolean isBan(Element ban) throws EngineUnavailable {
        String weight = ban.getAttribute("weight");
        return weight.isEmpty() || weight.equals("-INFINITY") || number(ban, "weight") <= MINUS_INFINITY;
    }

    private static long number(Element element, String attribute) throws EngineUnavailable {
        String text = element.getAttribute(attribute);
        if (text.isEmpty()) {
            return attribute.equals("fail-count") ? 0 : Long.MAX_VALUE;
        }
        if (text.equals("INFINITY")) {
            return 1_000_000;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EngineUnavailable(CRM_MON + " printed " + attribute + "=\"" + shown(text) + "\"");
        }
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "...";
    }
}
