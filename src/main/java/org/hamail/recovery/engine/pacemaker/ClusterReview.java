package org.hamail.recovery.engine.pacemaker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hamail.io.Node;
import org.hamail.recovery.engine.EngineUnavailable;
import org.w3c.dom.Element;

/** What a cluster's configuration has that works against a failover; nothing is changed. */
public final class ClusterReview {
    private static final String CIBADMIN = "cibadmin";
    private static final int INFINITY = 1_000_000;

    private final Element configuration;
    private final String resource;
    private final List<Weakness> weaknesses = new ArrayList<>();

    private ClusterReview(Element configuration, String resource) {
        this.configuration = configuration;
        this.resource = resource;
    }

    /** What can be weak. */
    public enum ReviewKind {
        NO_FENCING,
        LEFTOVER_CONSTRAINT,
        MIGRATION_THRESHOLD,
        STICKINESS
    }

    /** One of them, as a fact. */
    public record Weakness(ReviewKind kind, String fact) {}

    /**
     * Asks the cluster through {@code nodes}.
     *
     * @param retryCount restarts that hamail makes before a failover
     * @throws EngineUnavailable when it does not answer
     */
    public static List<Weakness> of(List<Node> nodes, String resource, int retryCount) throws EngineUnavailable {
        var shell = new CrmShell(List.copyOf(nodes), resource);
        return of(shell.configuration(shell.queryCluster(), Instant.now()).text(), resource, retryCount, Instant.now());
    }

    /** The same from what {@code cibadmin --query} has printed. */
    static List<Weakness> of(String text, String resource, int retryCount, Instant now) throws EngineUnavailable {
        Element root = CrmXml.parse(CIBADMIN, text);
        var review = new ClusterReview(CrmXml.child(CIBADMIN, root, "configuration"), resource);
        review.fencing(CrmXml.is(root, "have-watchdog"));
        Set<String> ids = review.ids();
        CrmConfiguration.read(text, resource, ids, now)
                .foreign()
                .ifPresent(id -> review.add(ReviewKind.LEFTOVER_CONSTRAINT, "the constraint " + id + " is in force"));
        review.thresholds(retryCount);
        review.stickiness(ids);
        return review.weaknesses;
    }

    private void add(ReviewKind kind, String fact) {
        weaknesses.add(new Weakness(kind, fact));
    }

    private void fencing(boolean hasWatchdog) {
        boolean hasDevice = CrmXml.below(configuration, "primitive").stream()
                .anyMatch(one -> one.getAttribute("class").equals("stonith"));
        Optional<String> off = fencingOff();
        if (off.isPresent()) {
            add(ReviewKind.NO_FENCING, off.get());
        } else if (!hasDevice && !hasWatchdog) {
            add(ReviewKind.NO_FENCING, "no fencing device is configured");
        }
    }

    private Optional<String> fencingOff() {
        for (Element set : CrmXml.below(configuration, "cluster_property_set")) {
            for (String name : List.of("stonith-enabled", "fencing-enabled")) {
                Optional<String> value = value(set, name);
                if (value.isPresent() && List.of("false", "no", "off", "n", "0").contains(value.get())) {
                    return Optional.of(name + " is " + value.get());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Element> group() {
        for (String kind : List.of("group", "primitive", "clone")) {
            for (Element element : CrmXml.below(configuration, kind)) {
                if (element.getAttribute("id").equals(resource)) {
                    return Optional.of(element);
                }
            }
        }
        return Optional.empty();
    }

    private List<Element> members() {
        Optional<Element> group = group();
        List<Element> inside =
                group.map(found -> CrmXml.below(found, "primitive")).orElse(List.of());
        return inside.isEmpty() ? group.map(List::of).orElse(List.of()) : inside;
    }

    private Set<String> ids() {
        var ids = new LinkedHashSet<String>(Set.of(resource));
        members().forEach(member -> ids.add(member.getAttribute("id")));
        return ids;
    }

    private void thresholds(int retryCount) {
        for (Element member : members()) {
            OptionalInt threshold = score(meta(member, "migration-threshold"));
            if (threshold.isPresent() && threshold.getAsInt() > 0 && threshold.getAsInt() <= retryCount) {
                add(
                        ReviewKind.MIGRATION_THRESHOLD,
                        "migration-threshold of " + member.getAttribute("id") + " is " + threshold.getAsInt()
                                + ", and retry_count is " + retryCount);
                return;
            }
        }
    }

    private void stickiness(Set<String> ids) {
        CrmXml.below(configuration, "rsc_location").stream()
                .filter(location -> ids.contains(location.getAttribute("rsc"))
                        && !location.getAttribute("id").startsWith("cli-"))
                .mapToInt(ClusterReview::locationScore)
                .filter(score -> score > 0) // where no node is preferred, nothing draws the group back
                .max()
                .ifPresent(this::stickinessAgainst);
    }

    private void stickinessAgainst(int highest) {
        for (Element member : members()) {
            int stickiness = score(meta(member, "resource-stickiness")).orElse(0);
            if (stickiness <= highest) {
                add(
                        ReviewKind.STICKINESS,
                        "resource-stickiness of " + member.getAttribute("id") + " is " + stickiness
                                + ", and the highest location score is " + highest);
                return;
            }
        }
    }

    private static int locationScore(Element location) {
        int score = score(Optional.of(location.getAttribute("score"))).orElse(0);
        for (Element rule : CrmXml.below(location, "rule")) {
            score = Math.max(
                    score, score(Optional.of(rule.getAttribute("score"))).orElse(0));
        }
        return score;
    }

    /** Of the resource itself, of what it is a member of, or the cluster's default. */
    private Optional<String> meta(Element place, String name) {
        Optional<String> own = first(CrmXml.children(place, "meta_attributes"), name);
        if (own.isPresent()) {
            return own;
        }
        return place.getParentNode() instanceof Element above
                        && !above.getTagName().equals("resources")
                ? meta(above, name)
                : first(CrmXml.below(configuration, "rsc_defaults"), name);
    }

    private static Optional<String> first(List<Element> sets, String name) {
        return sets.stream().flatMap(set -> value(set, name).stream()).findFirst();
    }

    private static Optional<String> value(Element above, String name) {
        return CrmXml.below(above, "nvpair").stream()
                .filter(pair -> pair.getAttribute("name").equals(name))
                .map(pair -> pair.getAttribute("value"))
                .findFirst();
    }

    private static OptionalInt score(Optional<String> text) {
        String word = text.orElse("").replaceFirst("^\\+", "");
        if (word.equalsIgnoreCase("INFINITY")) {
            return OptionalInt.of(INFINITY);
        }
        return word.matches("-?[0-9]{1,8}") ? OptionalInt.of(Integer.parseInt(word)) : OptionalInt.empty();
    }
}
