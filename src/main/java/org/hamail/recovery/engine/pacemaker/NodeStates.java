package org.hamail.recovery.engine.pacemaker;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;

/**
 * The nodes of the cluster as crm_mon(8) shows them.
 *
 * @param unfit the reason against each node that cannot take the resource; no entry for one that can
 * @param unclean the nodes of which nobody knows whether they are dead
 * @param joining the nodes that are pending: known to Corosync, and not yet of the cluster
 */
record NodeStates(Set<String> nodes, Map<String, String> unfit, Set<String> unclean, Set<String> joining) {
    /** What the score -INFINITY is in numbers: only that is a ban. */
    private static final long MINUS_INFINITY = -1_000_000;

    /** {@code ids} are the resource and its members. */
    static NodeStates read(Element root, Set<String> ids) throws EngineUnavailable {
        var nodes = new LinkedHashSet<String>();
        var unfit = new LinkedHashMap<String, String>();
        var unclean = new LinkedHashSet<String>();
        var joining = new LinkedHashSet<String>();
        for (Element node : CrmXml.children(CrmXml.child(CrmStatus.CRM_MON, root, "nodes"), "node")) {
            String name = node.getAttribute("name");
            nodes.add(name);
            trouble(node).ifPresent(reason -> unfit.put(name, reason));
            if (CrmXml.says(CrmStatus.CRM_MON, node, "unclean")) {
                unclean.add(name);
            }
            if (CrmXml.says(CrmStatus.CRM_MON, node, "pending")) {
                joining.add(name);
            }
        }
        failures(root, ids, unfit);
        bans(root, ids, unfit);
        return new NodeStates(Set.copyOf(nodes), Map.copyOf(unfit), Set.copyOf(unclean), Set.copyOf(joining));
    }

    private static Optional<String> trouble(Element node) {
        if (!CrmXml.is(node, "online")) {
            return Optional.of("is offline");
        }
        return Stream.of("unclean", "pending", "standby", "standby_onfail", "maintenance", "shutdown")
                .flatMap(mark -> trouble(node, mark).stream())
                .findFirst();
    }

    private static Optional<String> trouble(Element node, String mark) {
        if (CrmXml.is(node, mark)) {
            return Optional.of("is marked '" + mark + "'");
        }
        return node.getAttribute(mark).equals("false")
                ? Optional.empty()
                : Optional.of("is not known to be free of '" + mark + "'");
    }

    /** A node on which a member has failed as often as it may gets it no more, until somebody cleans that up. */
    private static void failures(Element root, Set<String> ids, Map<String, String> unfit) throws EngineUnavailable {
        for (Element history : CrmXml.children(root, "node_history")) {
            for (Element node : CrmXml.children(history, "node")) {
                for (Element resource : CrmXml.children(node, "resource_history")) {
                    if (ids.contains(resource.getAttribute("id")) && hasFailedTooOften(resource)) {
                        String reason = "is blocked: the fail-count of " + resource.getAttribute("id")
                                + " has reached its migration-threshold";
                        unfit.putIfAbsent(node.getAttribute("name"), reason);
                    }
                }
            }
        }
    }

    private static boolean hasFailedTooOften(Element resource) throws EngineUnavailable {
        return number(resource, "fail-count") >= number(resource, "migration-threshold");
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
        try {
            return text.equals("INFINITY") ? 1_000_000 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new EngineUnavailable(
                    CrmStatus.CRM_MON + " printed " + attribute + "=\"" + CrmStatus.shown(text) + "\"");
        }
    }
}
