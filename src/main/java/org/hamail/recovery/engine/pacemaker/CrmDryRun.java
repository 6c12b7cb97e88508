package org.hamail.recovery.engine.pacemaker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamail.io.CommandRunner;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;

/**
 * What the cluster's scheduler would do with a configuration: it is the only one that knows every rule. See crm_simulate(8).
 *
 * @param placement where the resource would be in the end
 * @param touched the resources that would be started, stopped or moved
 * @param scores what the scheduler gives each node for the first member, the higher the better
 */
record CrmDryRun(CrmPlacement placement, Set<String> touched, Map<String, String> scores) {
    private static final String CRM_SIMULATE = "crm_simulate";

    /** Of {@code cib}, on {@code node}; {@code happened} are operations that are supposed to have ended well before. */
    static CrmDryRun of(CrmShell shell, CommandRunner node, String cib, List<String> happened)
            throws EngineUnavailable {
        var words =
                new ArrayList<>(List.of(CRM_SIMULATE, "--xml-pipe", "--simulate", "--show-scores", "--output-as=xml"));
        happened.forEach(operation -> words.add("--op-inject=" + operation));
        return read(shell.run(node, words, cib, CrmShell.TOOL_LIMIT).expected(), shell.resource());
    }

    /** The operations that bring every member from one node to another. */
    static List<String> moved(CrmPlacement placement, String from, String to) {
        var operations = new ArrayList<String>();
        for (CrmMember member : placement.members()) {
            operations.add(member.id() + "_stop_0@" + from + "=0");
            operations.add(member.id() + "_start_0@" + to + "=0");
        }
        return operations;
    }

    static CrmDryRun read(String text, String resource) throws EngineUnavailable {
        Element root = CrmXml.parse(CRM_SIMULATE, text);
        Element revised = CrmXml.child(CRM_SIMULATE, root, "revised_cluster_status");
        CrmPlacement placement =
                CrmPlacement.read(CRM_SIMULATE, CrmXml.child(CRM_SIMULATE, revised, "resources"), resource);
        var touched = new LinkedHashSet<String>();
        for (Element action : CrmXml.below(root, "rsc_action")) {
            if (!action.getAttribute("op").equals("monitor")) {
                touched.add(action.getAttribute("resource"));
            }
        }
        var scores = new LinkedHashMap<String, String>();
        for (Element score : CrmXml.below(root, "node_weight")) {
            if (score.getAttribute("id").equals(placement.members().get(0).id())) {
                scores.put(score.getAttribute("node"), score.getAttribute("score"));
            }
        }
        return new CrmDryRun(placement, touched, scores);
    }

    /** For people: which node wins, and by what. */
    String words() {
        String all = scores.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return placement.locations() + (all.isEmpty() ? "" : "; its scores are " + all);
    }
}
