package org.hamail.recovery.action;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What crm_mon(8) says of the cluster and of one group, or one primitive, in it.
 *
 * @param dc the node that decides; empty while none is elected
 * @param hold why the cluster would do nothing, such as its maintenance mode; empty when it would
 * @param unfit the reason against each node that cannot take the resource; no entry for one that can
 * @param unclean the nodes of which nobody knows whether they are dead
 * @param placement where the group's members are
 */
record CrmStatus(
        Optional<String> dc,
        boolean quorum,
        Optional<String> hold,
        Set<String> nodes,
        Map<String, String> unfit,
        Set<String> unclean,
        CrmPlacement placement) {
    private static final String CRM_MON = "crm_mon";

    CrmStatus {
        nodes = Set.copyOf(nodes);
        unfit = Map.copyOf(unfit);
        unclean = Set.copyOf(unclean);
    }

    /** {@code text} as {@code crm_mon -1 --inactive --output-as=xml} prints it; exit 0 alone does not mean that data came. */
    static CrmStatus read(String text, String resource) throws EngineSilent {
        Element root = CrmXml.parse(CRM_MON, text);
        for (Element error : CrmXml.below(root, "error")) {
            throw new EngineSilent(CRM_MON + " says: " + shown(error.getTextContent()));
        }
        Element summary = CrmXml.child(CRM_MON, root, "summary");
        Element dc = CrmXml.child(CRM_MON, summary, "current_dc");
        var nodes = new LinkedHashSet<String>();
        var unfit = new LinkedHashMap<String, String>();
        var unclean = new LinkedHashSet<String>();
        for (Element node : CrmXml.children(CrmXml.child(CRM_MON, root, "nodes"), "node")) {
            String name = node.getAttribute("name");
            nodes.add(name);
            trouble(node).ifPresent(reason -> unfit.put(name, reason));
            if (CrmXml.is(node, "unclean")) {
                unclean.add(name);
            }
        }
        CrmPlacement placement = CrmPlacement.read(CrmXml.child(CRM_MON, root, "resources"), resource);
        Set<String> ids = placement.ids();
        failures(root, ids, unfit);
        bans(root, ids, unfit);
        return new CrmStatus(
                Optional.of(dc.getAttribute("name")).filter(name -> CrmXml.is(dc, "present") && !name.isEmpty()),
                CrmXml.is(dc, "with_quorum"),
                hold(summary),
                nodes,
                unfit,
                unclean,
                placement);
    }

    private static Optional<String> hold(Element summary) throws EngineSilent {
        Element options = CrmXml.child(CRM_MON, summary, "cluster_options");
        if (CrmXml.is(options, "maintenance-mode")) {
            return Optional.of("the cluster is in maintenance mode");
        }
        return CrmXml.is(options, "stop-all-resources")
                ? Optional.of("the cluster is told to stop all resources")
                : Optional.empty();
    }

    private static Optional<String> trouble(Element node) {
        if (!CrmXml.is(node, "online")) {
            return Optional.of("is offline");
        }
        for (String mark : List.of("unclean", "pending", "standby", "standby_onfail", "maintenance", "shutdown")) {
            if (!node.getAttribute(mark).equals("false")) {
                return Optional.of("is not known to be free of '" + mark + "'");
            }
        }
        return Optional.empty();
    }

    /** A node on which a member has failed as often as it may gets it no more, until somebody cleans that up. */
    private static void failures(Element root, Set<String> ids, Map<String, String> unfit) throws EngineSilent {
        for (Element history : CrmXml.children(root, "node_history")) {
            for (Element node : CrmXml.children(history, "node")) {
                for (Element resource : CrmXml.children(node, "resource_history")) {
                    if (ids.contains(resource.getAttribute("id"))
                            && number(resource, "fail-count") >= number(resource, "migration-threshold")) {
                        String reason = "has seen " + resource.getAttribute("id") + " fail as often as it may";
                        unfit.putIfAbsent(node.getAttribute("name"), reason);
                    }
                }
            }
        }
    }

    private static void bans(Element root, Set<String> ids, Map<String, String> unfit) {
        for (Element bans : CrmXml.children(root, "bans")) {
            for (Element ban : CrmXml.children(bans, "ban")) {
                if (ids.contains(ban.getAttribute("resource"))) {
                    unfit.putIfAbsent(ban.getAttribute("node"), "is banned by " + ban.getAttribute("id"));
                }
            }
        }
    }

    private static long number(Element element, String attribute) throws EngineSilent {
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
            throw new EngineSilent(CRM_MON + " printed " + attribute + "=\"" + shown(text) + "\"");
        }
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[^\\x20-\\x7e]+", " ").strip();
        return plain.length() <= 120 ? plain : plain.substring(0, 120) + "...";
    }
}
