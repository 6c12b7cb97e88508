package org.hamail.operator.replay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamail.operator.replay.log.Logs;
import org.hamail.operator.replay.log.Logs.LogUnreadable;
import org.hamail.recovery.event.Entry;

/**
 * A history that can be replayed.
 *
 * @param journals the logical hosts whose journals it is; empty of logs
 * @param occurrences oldest first
 * @param read whether anything could be read
 */
public record ReplayInput(
        Origin origin,
        List<String> journals,
        List<Occurrence> occurrences,
        Extent extent,
        List<LogUnreadable> unreadable,
        Undecidable undecidable,
        boolean read) {

    /**
     * How much it is.
     *
     * @param first in milliseconds since 1970
     * @param last the same
     * @param ignored lines that say nothing of a daemon of the replay, or stand in another file as well
     */
    public record Extent(long first, long last, long lines, long ignored) {}

    /** From logs of a monitoring core; {@code rows} first, then the names that are shipped. */
    public static ReplayInput ofLogs(List<Path> files, List<MapRow> rows, Set<String> logicalHosts) {
        var services = new ServiceMap(rows, logicalHosts);
        Logs logs = Logs.read(files, services::wants);
        var undecidable = new Undecidable();
        List<Occurrence> occurrences = new LogTranslator(services, undecidable).translate(logs.events());
        return new ReplayInput(
                Origin.LOG,
                List.of(),
                occurrences,
                new Extent(
                        logs.first() * 1000,
                        logs.last() * 1000,
                        logs.lines(),
                        logs.lines() - logs.faults() - logs.events().size()),
                logs.unreadable(),
                undecidable,
                logs.read());
    }

    /** From the journals of logical hosts, by name. */
    public static ReplayInput ofJournals(Origin origin, Map<String, List<Entry>> journals) {
        List<Occurrence> all = new ArrayList<>();
        var undecidable = new Undecidable();
        long lines = 0;
        for (Map.Entry<String, List<Entry>> journal : journals.entrySet()) {
            all.addAll(JournalTranslator.translate(journal.getKey(), journal.getValue(), undecidable));
            lines += journal.getValue().size();
        }
        all.sort(Comparator.comparingLong(Occurrence::at));
        List<Long> times = journals.values().stream()
                .flatMap(List::stream)
                .map(entry -> entry.at().time().toEpochMilli())
                .toList();
        long first = times.stream().min(Comparator.naturalOrder()).orElse(0L);
        long last = times.stream().max(Comparator.naturalOrder()).orElse(0L);
        return new ReplayInput(
                origin,
                List.copyOf(journals.keySet()),
                all,
                new Extent(first, last, lines, lines - all.size()),
                List.of(),
                undecidable,
                true);
    }
}
