package org.hamail.recovery.action;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The location constraints that move a resource. Ours has a name of its own, so that it is never taken for an operator's,
 * nor an operator's for ours; and an end, so that it loses its effect if nobody is left to remove it.
 *
 * @param foreign the first one that crm_resource(8) has made for an operator and that is in force
 * @param ours when our own ends, if there is one
 */
record CrmConstraints(Optional<String> foreign, Optional<Instant> ours) {
    /** A constraint counts as ended only when the clocks of two machines can no longer disagree about it. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    /** {@code text} as {@code cibadmin --query --scope constraints} prints it. */
    static CrmConstraints read(String text, String resource, Set<String> ids, Instant now) throws EngineSilent {
        Optional<String> foreign = Optional.empty();
        Optional<Instant> ours = Optional.empty();
        for (Element location : CrmXml.below(CrmXml.parse("cibadmin", text), "rsc_location")) {
            String id = location.getAttribute("id");
            if (id.equals(id(resource))) {
                ours = Optional.of(end(location).orElse(Instant.MAX));
            } else if (foreign.isEmpty() && id.startsWith("cli-") && ids.contains(location.getAttribute("rsc"))) {
                boolean ended = end(location).map(end -> isOver(end, now)).orElse(false);
                foreign = ended ? Optional.empty() : Optional.of(id);
            }
        }
        return new CrmConstraints(foreign, ours);
    }

    /** Whether a move of ours, perhaps of a worker that was killed, may still be going on. */
    boolean isMoving(Instant now) {
        return ours.isPresent() && !isOver(ours.get(), now);
    }

    static String id(String resource) {
        return "hamail-move-" + resource;
    }

    /** Words that name the constraint, for {@code cibadmin --delete}. */
    static String name(String resource) {
        return "<rsc_location id=\"" + id(resource) + "\"/>";
    }

    /** The constraint that draws {@code resource} to {@code node} until {@code end}. */
    static String draw(String resource, String node, Instant end) {
        String id = id(resource);
        return "<rsc_location id=\"" + id + "\" rsc=\"" + resource + "\" role=\"Started\">"
                + "<rule id=\"" + id + "-rule\" score=\"INFINITY\" boolean-op=\"and\">"
                + "<expression id=\"" + id + "-node\" attribute=\"#uname\" operation=\"eq\" value=\"" + node
                + "\" type=\"string\"/>"
                + "<date_expression id=\"" + id + "-end\" operation=\"lt\" end=\"" + end.truncatedTo(ChronoUnit.SECONDS)
                + "\"/></rule></rsc_location>";
    }

    /** {@code cib} with {@code constraint} in it: what a dry run is asked about. */
    static String with(String constraint, String cib) throws EngineSilent {
        Element root = CrmXml.parse("cibadmin", cib);
        Element configuration = CrmXml.child("cibadmin", root, "configuration");
        Document document = root.getOwnerDocument();
        CrmXml.child("cibadmin", configuration, "constraints")
                .appendChild(document.importNode(CrmXml.parse("hamail", constraint), true));
        return CrmXml.print(root);
    }

    private static boolean isOver(Instant end, Instant now) {
        return end.isBefore(now.minus(CLOCKS));
    }

    private static Optional<Instant> end(Element location) throws EngineSilent {
        List<Element> dates = CrmXml.below(location, "date_expression");
        String end = dates.size() == 1 ? dates.get(0).getAttribute("end") : "";
        try {
            return end.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Instant.parse(end.replace(' ', 'T').replace("TZ", "Z")));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // in a form of its own: then it counts as one without an end
        }
    }
}
