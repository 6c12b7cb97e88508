package org.hamail.recovery.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hamail.recovery.core.CoreView.NotShown;
import org.hamail.recovery.core.MonitoringCore.CoreReading;
import org.hamail.recovery.event.NodeSeries;
import org.hamail.recovery.event.Series;

/**
 * How things stand, as the core sees it.
 *
 * @param written when the core wrote it
 * @param services those that carry hamail's custom variables
 * @param unusable those of which something is missing or makes no sense
 */
public record CoreView(Instant written, List<CoreService> services, List<NotShown> unusable) implements CoreReading {
    private static final int NAMED = 3;

    public CoreView {
        services = List.copyOf(services);
        unusable = List.copyOf(unusable);
    }

    /** The services that report on {@code logicalHost}, in the order of the core. */
    public List<CoreService> of(String logicalHost) {
        return services.stream()
                .filter(service -> service.logicalHost().equals(logicalHost))
                .toList();
    }

    /** Of two services that watch the same nobody can tell which one counts; each may watch a node of its own. */
    public boolean isTheOnlyOne(CoreService service) {
        return of(service.logicalHost()).stream()
                                .filter(other -> other.watched().equals(service.watched()))
                                .count()
                        == 1
                && unusable.stream()
                        .noneMatch(bad -> bad.logicalHost().equals(service.logicalHost())
                                && bad.watched().equals(service.watched()));
    }

    /**
     * The one service of a series.
     *
     * @param activeNode that holds the logical host; services that watch another node do not count. Empty when it is not
     *     known: then all of them count
     */
    public SeriesView series(String logicalHost, Series series, Optional<String> activeNode) {
        Optional<NotShown> bad = unusable(logicalHost, series, activeNode);
        if (bad.isPresent()) {
            return bad.get();
        }
        List<CoreService> found = of(logicalHost).stream()
                .filter(service ->
                        service.series().equals(series) && service.watched().mayBeOf(activeNode))
                .toList();
        return found.size() == 1 ? found.get(0) : notShown(logicalHost, series, activeNode, found);
    }

    private Optional<NotShown> unusable(String logicalHost, Series series, Optional<String> activeNode) {
        return unusable.stream()
                .filter(bad -> bad.logicalHost().equals(logicalHost))
                .filter(bad -> bad.watched().series().equals(series))
                .filter(bad -> bad.watched().mayBeOf(activeNode))
                .findFirst();
    }

    private static NotShown notShown(
            String logicalHost, Series series, Optional<String> activeNode, List<CoreService> found) {
        String what = series.words() + " of " + logicalHost;
        return new NotShown(
                logicalHost,
                new NodeSeries(series, activeNode),
                found.isEmpty()
                        ? "the core shows no service with the custom variables of " + what
                        : found.size() + " services of the core have the custom variables of " + what + ": "
                                + names(found) + "; leave them to one of these");
    }

    private static String names(List<CoreService> services) {
        String first = services.stream().limit(NAMED).map(CoreService::name).collect(Collectors.joining(", "));
        return services.size() > NAMED ? first + ", ..." : first;
    }

    /**
     * A series of which the core shows nothing that can be relied on.
     *
     * @param reason one sentence without a full stop: the fact, then what to do
     */
    public record NotShown(String logicalHost, NodeSeries watched, String reason) implements SeriesView {}

    /** What the core shows of one series of a logical host: one service, or why it cannot be told. */
    public sealed interface SeriesView permits CoreService, NotShown {}
}
