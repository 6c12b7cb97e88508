package org.hamail.recovery.engine.pacemaker;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an action of ours puts into the cluster's configuration while it lasts. It has an end, after which the cluster takes no
 * notice of it any more, so that a worker that is killed leaves nothing behind that goes on working; and its id names who made
 * it, so that nobody takes away what somebody else still needs.
 *
 * @param resource the group, or primitive, that is meant
 * @param owner the monitoring server that made it; empty when the id does not say so
 * @param end when it loses its effect; {@link Instant#MAX} when that cannot be told
 */
record TemporaryChange(CrmPurpose kind, String resource, String owner, Instant end) {
    /** A clock counts as past the end only when the clocks of two machines can no longer disagree about it. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    String id() {
        return kind.id(owner, resource);
    }

    /** Whether the cluster certainly takes no notice of it any more. */
    boolean isOver(Instant now) {
        return end.isBefore(now.minus(CLOCKS));
    }

    /** For people: what it is, and until when it works. */
    String words() {
        return id() + (end.equals(Instant.MAX) ? "" : ", until " + end.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Matches it, and the parts of it that are elsewhere, in the whole configuration. */
    String xpath() {
        return kind != CrmPurpose.RESTART
                ? "//constraints/rsc_location[@id='" + id() + "']"
                : "//resources//meta_attributes[@id='" + id() + "' or starts-with(@id,'" + id() + ".')]";
    }

    /** The constraint that attracts the resource to {@code node}. */
    String preferring(String node) {
        return location("INFINITY", node);
    }

    /** The constraint that keeps the resource off {@code node}: for a resource that nothing can draw away. */
    String keepingOff(String node) {
        return location("-INFINITY", node);
    }

    private String location(String score, String node) {
        return "<rsc_location id=\"" + id() + "\" rsc=\"" + resource + "\" role=\"Started\">"
                + "<rule id=\"" + id() + "-rule\" score=\"" + score + "\" boolean-op=\"and\">"
                + "<expression id=\"" + id() + "-node\" attribute=\"#uname\" operation=\"eq\" value=\"" + node
                + "\" type=\"string\"/>" + until(id()) + "</rule></rsc_location>";
    }

    /** The resource with a target role 'Stopped' that comes before any other, also in each of {@code members}. */
    String stopping(String element, List<String> members) {
        return "<" + element + " id=\"" + resource + "\">" + stopped(id())
                + members.stream()
                        .filter(member -> !member.equals(resource))
                        .map(member ->
                                "<primitive id=\"" + member + "\">" + stopped(id() + "." + member) + "</primitive>")
                        .collect(Collectors.joining())
                + "</" + element + ">";
    }

    private String stopped(String id) {
        return "<meta_attributes id=\"" + id + "\" score=\"INFINITY\"><rule id=\"" + id
                + "-rule\" score=\"0\" boolean-op=\"and\">" + until(id) + "</rule><nvpair id=\"" + id
                + "-role\" name=\"target-role\" value=\"Stopped\"/></meta_attributes>";
    }

    private String until(String id) {
        return "<date_expression id=\"" + id + "-end\" operation=\"lt\" end=\"" + end.truncatedTo(ChronoUnit.SECONDS)
                + "\"/>";
    }
}
