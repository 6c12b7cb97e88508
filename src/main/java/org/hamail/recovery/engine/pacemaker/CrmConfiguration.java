package org.hamail.recovery.engine.pacemaker;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The cluster's configuration and status, as {@code cibadmin --query} prints it, seen from one group or primitive.
 *
 * @param text all of it, for a dry run
 * @param foreign the first constraint that crm_resource(8) has made for an operator and that is in force
 * @param temporaries what actions of hamail have put into it, of this monitoring server or another, in the order in which the
 *     cluster took them
 * @param partners the resources whose place depends on the group's, or the other way round, by a colocation
 */
record CrmConfiguration(
        String text, Optional<String> foreign, List<TemporaryChange> temporaries, Set<String> partners) {
    private static final String CIBADMIN = "cibadmin";

    CrmConfiguration {
        temporaries = List.copyOf(temporaries);
        partners = Set.copyOf(partners);
    }

    /** {@code ids} are the names under which a constraint can mean {@code resource}: its own and its members'. */
    static CrmConfiguration read(String text, String resource, Set<String> ids, Instant now) throws EngineUnavailable {
        Element root = CrmXml.parse(CIBADMIN, text);
        Element configuration = CrmXml.child(CIBADMIN, root, "configuration");
        Element constraints = CrmXml.child(CIBADMIN, configuration, "constraints");
        var temporaries = new ArrayList<TemporaryChange>();
        addConstraints(constraints, resource, temporaries);
        addTargetRoles(configuration, resource, temporaries);
        return new CrmConfiguration(text, foreign(constraints, ids, now), temporaries, partners(constraints, ids));
    }

    private static void addConstraints(Element constraints, String resource, List<TemporaryChange> temporaries)
            throws EngineUnavailable {
        for (Element location : CrmXml.below(constraints, "rsc_location")) {
            if (location.getAttribute("rsc").equals(resource)) {
                temporary(CrmPurpose.MOVE, location, resource).ifPresent(temporaries::add);
                temporary(CrmPurpose.STAY, location, resource).ifPresent(temporaries::add);
            }
        }
    }

    private static void addTargetRoles(Element configuration, String resource, List<TemporaryChange> temporaries)
            throws EngineUnavailable {
        Element resources = CrmXml.child(CIBADMIN, configuration, "resources");
        for (Element set : CrmXml.below(resources, "meta_attributes")) {
            if (set.getParentNode() instanceof Element parent
                    && parent.getAttribute("id").equals(resource)) {
                temporary(CrmPurpose.RESTART, set, resource).ifPresent(temporaries::add);
            }
        }
    }

    private static Optional<String> foreign(Element constraints, Set<String> ids, Instant now) {
        for (Element location : CrmXml.below(constraints, "rsc_location")) {
            String id = location.getAttribute("id");
            String about = location.getAttribute("rsc");
            if (id.startsWith("cli-")
                    && ids.contains(about)
                    && !new TemporaryChange(CrmPurpose.MOVE, about, "", end(location)).isOver(now)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static Optional<TemporaryChange> temporary(CrmPurpose kind, Element element, String resource)
            throws EngineUnavailable {
        Instant end = end(element);
        return kind.owner(element.getAttribute("id"), resource)
                .map(owner -> new TemporaryChange(kind, resource, owner, end));
    }

    /** Every resource that a chain of colocations ties to one of {@code ids}. */
    private static Set<String> partners(Element constraints, Set<String> ids) throws EngineUnavailable {
        List<Set<String>> ties = ties(constraints);
        var known = new LinkedHashSet<>(ids);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Set<String> tied : ties) {
                grown |= tied.stream().anyMatch(known::contains) && known.addAll(tied);
            }
        }
        known.removeAll(ids);
        return known;
    }

    private static List<Set<String>> ties(Element constraints) {
        var ties = new ArrayList<Set<String>>();
        for (Element colocation : CrmXml.below(constraints, "rsc_colocation")) {
            var tied = new LinkedHashSet<String>(Set.of(colocation.getAttribute("rsc")));
            tied.add(colocation.getAttribute("with-rsc"));
            CrmXml.below(colocation, "resource_ref").forEach(one -> tied.add(one.getAttribute("id")));
            tied.remove("");
            ties.add(tied);
        }
        return ties;
    }

    /** The first of these that still works. */
    Optional<TemporaryChange> inForce(Instant now) {
        return temporaries.stream().filter(one -> !one.isOver(now)).findFirst();
    }

    /** The same with {@code constraint} in it: what a dry run is asked about. */
    String with(String constraint) throws EngineUnavailable {
        Element root = CrmXml.parse(CIBADMIN, text);
        Element configuration = CrmXml.child(CIBADMIN, root, "configuration");
        Document document = root.getOwnerDocument();
        CrmXml.child(CIBADMIN, configuration, "constraints")
                .appendChild(document.importNode(CrmXml.parse("hamail", constraint), true));
        return CrmXml.print(root);
    }

    /** crm_resource(8) writes the time of its node with the offset: {@code 2026-11-22 10:00:00 +01:00}. */
    private static Instant end(Element element) {
        List<Element> dates = CrmXml.below(element, "date_expression");
        String end = dates.size() == 1 ? dates.get(0).getAttribute("end") : "";
        try {
            return end.isEmpty()
                    ? Instant.MAX
                    : OffsetDateTime.parse(end.replaceFirst(" ", "T").replace(" ", ""))
                            .toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MAX; // in a form of its own: then it counts as one without an end
        }
    }
}
